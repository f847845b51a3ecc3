package dev.assay.spark.internal.completion;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.assay.core.replica.ModelFolder;
import dev.assay.eval.completion.CompletedTask;
import dev.assay.eval.completion.CompletionScoring;
import dev.assay.eval.completion.FilteredCompletion;
import dev.assay.eval.completion.MetricValue;
import dev.assay.eval.prompt.GenerationItem;
import dev.assay.eval.report.HarnessResults;
import dev.assay.eval.report.HarnessSamples;
import dev.assay.eval.score.FilterScore;
import dev.assay.eval.task.AnswerFilter;
import dev.assay.eval.task.GenerationTask;
import dev.assay.spark.internal.tables.HarnessFiles;
import dev.assay.spark.internal.tables.RunFolder;
import dev.assay.spark.internal.tables.RunRecord;
import dev.assay.spark.internal.tables.RunTables;
import dev.assay.spark.internal.tables.StoredScores;
import dev.assay.spark.internal.tables.Table;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;

/** Writes what follows from a run's completions: items, scores, summary, the harness's files. */
final class CompletionTables {
  private final SparkSession spark;
  private final CompletionSettings settings;
  private final CompletionContent content;
  private final RunTables tables;

  CompletionTables(
      SparkSession spark,
      CompletionSettings settings,
      CompletionContent content,
      RunTables tables) {
    this.spark = spark;
    this.settings = settings;
    this.content = content;
    this.tables = tables;
  }

  /**
   * @param seconds that the last invocation generated
   */
  void write(List<AskedTask> asked, double seconds) {
    String runId = content.runId();
    List<Row> items = new ArrayList<>();
    List<Row> scores = new ArrayList<>();
    List<Row> summary = new ArrayList<>();
    List<CompletedTask> completed = new ArrayList<>();
    List<HarnessFiles.Samples> samples = new ArrayList<>();
    long failed = 0;
    for (AskedTask task : asked) {
      List<StoredCompletion> completions = StoredCompletion.of(tables, runId, task.name());
      GenerationTask definition = task.task().definition();
      CompletionScoring scoring = new CompletionScoring(definition);
      CompletedTask scored = CompletionScores.scored(task.task(), task.documents(), completions);
      for (StoredCompletion completion : completions) {
        items.add(item(runId, completion));
        failed += completion.outcome().failed() ? 1 : 0;
        scores.addAll(scores(runId, definition, scoring, completion));
      }
      for (FilterScore score : scored.scores()) {
        summary.add(
            StoredScores.row(runId, score, task.task().shots(), definition.version(), null, null));
      }
      completed.add(scored);
      samples.add(samples(task, scoring, completions));
    }
    ModelFolder model = ModelFolder.open(settings.model());
    if (settings.harnessFiles()) {
      HarnessFiles.write(
          spark,
          new RunFolder(settings.output(), runId),
          model.path(),
          seconds,
          HarnessResults.ofCompleted(completed, configuration(model)),
          samples);
    }
    tables.write(runId, Table.ITEMS, items);
    tables.write(runId, Table.SCORES, scores);
    tables.write(runId, Table.SUMMARY, summary);
    tables.write(
        new RunRecord(
            runId,
            model,
            content.json(),
            settings.execution().replica(),
            items.size(),
            failed,
            0,
            null,
            null,
            seconds));
  }

  private static Row item(String runId, StoredCompletion completion) {
    return RowFactory.create(
        runId,
        completion.outcome().task(),
        completion.outcome().docId(),
        null,
        completion.answered().promptDigest(),
        null,
        completion.promptTokens(),
        completion.promptTokens() == null ? null : 0,
        completion.promptTokens() == null ? null : 0,
        null,
        null,
        completion.outcome().errorCode(),
        completion.errorMessage());
  }

  private static List<Row> scores(
      String runId, GenerationTask task, CompletionScoring scoring, StoredCompletion completion) {
    List<Row> rows = new ArrayList<>();
    if (!completion.outcome().failed()) {
      for (FilteredCompletion filtered : scoring.filtered(completion.outcome())) {
        for (MetricValue value : filtered.values()) {
          rows.add(
              RowFactory.create(
                  runId,
                  task.name(),
                  task.version(),
                  completion.outcome().docId(),
                  value.metric().label(),
                  value.mean(),
                  filtered.filter(),
                  value.count()));
        }
      }
    }
    return rows;
  }

  /** Filter by filter, as the harness logs them. */
  private static HarnessFiles.Samples samples(
      AskedTask task, CompletionScoring scoring, List<StoredCompletion> completions) {
    Map<Integer, StoredCompletion> byDocument = new HashMap<>();
    completions.forEach(one -> byDocument.put(one.outcome().docId(), one));
    List<AnswerFilter> filters = task.task().definition().filters();
    Stream<String> lines =
        IntStream.range(0, filters.size())
            .boxed()
            .flatMap(
                filter ->
                    task.items().stream()
                        .filter(item -> item instanceof GenerationItem)
                        .map(
                            item ->
                                sample(
                                    task,
                                    scoring,
                                    filter,
                                    (GenerationItem) item,
                                    byDocument.get(item.docId()))));
    return new HarnessFiles.Samples(task.name(), lines);
  }

  private static String sample(
      AskedTask task,
      CompletionScoring scoring,
      int filter,
      GenerationItem item,
      StoredCompletion completion) {
    GenerationTask definition = task.task().definition();
    FilteredCompletion filtered =
        completion.outcome().failed() ? null : scoring.filtered(completion.outcome()).get(filter);
    String name = definition.filters().get(filter).name();
    return HarnessSamples.line(name, definition, item, completion.outcome(), filtered);
  }

  private ObjectNode configuration(ModelFolder model) {
    ObjectMapper json = new ObjectMapper();
    ObjectNode configuration = json.createObjectNode();
    configuration.put("model", model.path().toString()).put("run_id", content.runId());
    configuration.set("content", json.valueToTree(content));
    return configuration;
  }
}
