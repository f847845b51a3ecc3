package dev.assay.spark.internal.evaluate;

import dev.assay.core.digest.Sha256;
import dev.assay.eval.outcome.ChoiceOutcome;
import dev.assay.eval.outcome.ItemOutcome;
import dev.assay.eval.prompt.MultipleChoiceItem;
import dev.assay.eval.score.FilterScore;
import dev.assay.eval.score.ItemMetrics;
import dev.assay.eval.score.Scoring;
import dev.assay.eval.score.TaskScore;
import dev.assay.eval.task.MetricDefinition;
import dev.assay.eval.task.TaskGroup;
import dev.assay.spark.internal.evaluate.ScoredTask.ScoredItem;
import dev.assay.spark.internal.tables.RunRecord;
import dev.assay.spark.internal.tables.RunTables;
import dev.assay.spark.internal.tables.StoredScores;
import dev.assay.spark.internal.tables.Table;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/** Writes the tables of a run whose answers were chosen. */
final class ResultTables {
  private final RunTables tables;

  ResultTables(RunTables tables) {
    this.tables = tables;
  }

  void write(ScoredRun run) {
    String runId = run.prepared().content().runId();
    List<Row> items = new ArrayList<>();
    List<Row> samples = new ArrayList<>();
    List<Row> scores = new ArrayList<>();
    for (ScoredTask task : run.tasks()) {
      for (ScoredItem item : task.items()) {
        items.add(item(runId, item, run.prepared().settings().details().prompts()));
        samples.addAll(samples(runId, item));
        scores.addAll(scores(runId, task, item));
      }
    }
    tables.write(runId, Table.ITEMS, items);
    tables.write(runId, Table.SAMPLES, samples);
    tables.write(runId, Table.SCORES, scores);
    tables.write(runId, Table.SUMMARY, summary(runId, run));
    tables.write(record(run));
  }

  private static Row item(String runId, ScoredItem item, boolean prompts) {
    ItemOutcome outcome = item.outcome();
    Optional<String> prompt =
        item.prepared().item() instanceof MultipleChoiceItem question
            ? Optional.of(question.context())
            : Optional.empty();
    Integer picked = outcome.failed() ? null : Scoring.metrics(outcome).picked();
    boolean encoded = item.prepared().errorCode() == null;
    return RowFactory.create(
        runId,
        outcome.task(),
        outcome.docId(),
        outcome.target() < 0 ? null : outcome.target(),
        prompt.map(Sha256::of).orElse(null),
        prompts ? prompt.orElse(null) : null,
        encoded ? item.prepared().encoded().choices().get(0).context().length : null,
        encoded ? item.prepared().encoded().truncatedTokens() : null,
        encoded ? item.prepared().encoded().droppedShots() : null,
        picked,
        picked == null ? null : picked == outcome.target(),
        outcome.errorCode(),
        item.errorMessage());
  }

  private static List<Row> samples(String runId, ScoredItem item) {
    List<Row> rows = new ArrayList<>();
    ItemOutcome outcome = item.outcome();
    for (int c = 0; c < outcome.choices().size(); c++) {
      ChoiceOutcome choice = outcome.choices().get(c);
      List<Double> tokens = item.choices().get(c).tokenLogProbabilities();
      rows.add(
          RowFactory.create(
              runId,
              outcome.task(),
              outcome.docId(),
              c,
              choice.logLikelihood(),
              choice.greedy(),
              choice.tokens(),
              choice.codePoints(),
              choice.bytes(),
              tokens == null ? null : tokens.toArray(Double[]::new)));
    }
    return rows;
  }

  private static List<Row> scores(String runId, ScoredTask task, ScoredItem item) {
    List<Row> rows = new ArrayList<>();
    if (!item.outcome().failed()) {
      ItemMetrics metrics = Scoring.metrics(item.outcome());
      var definition = task.prepared().task().definition();
      for (MetricDefinition metric : MetricDefinition.every(definition.metrics())) {
        rows.add(
            RowFactory.create(
                runId,
                definition.name(),
                definition.version(),
                item.outcome().docId(),
                metric.metric().label(),
                metrics.value(metric.metric()),
                FilterScore.NONE,
                1));
      }
    }
    return rows;
  }

  private static List<Row> summary(String runId, ScoredRun run) {
    Map<String, Integer> shots = new HashMap<>();
    Map<String, String> versions = new HashMap<>();
    for (ScoredTask task : run.tasks()) {
      shots.put(task.prepared().name(), task.prepared().task().shots());
      versions.put(task.prepared().name(), task.prepared().task().definition().version());
    }
    for (TaskGroup group : run.prepared().groups()) {
      versions.put(group.name(), group.version());
    }
    List<Sharing> all = new ArrayList<>(run.sharing());
    all.addAll(Sharing.of(run.prepared().groups(), run.sharing()));
    Map<String, Sharing> sharing =
        all.stream().collect(Collectors.toMap(Sharing::name, one -> one));
    return run.scores().all().stream()
        .sorted(Comparator.comparing(TaskScore::task))
        .map(
            score ->
                StoredScores.row(
                    runId,
                    FilterScore.unfiltered(score),
                    shots.get(score.task()),
                    versions.get(score.task()),
                    sharing.get(score.task()).computedTokens(),
                    sharing.get(score.task()).tokensWithoutSharing()))
        .toList();
  }

  private static RunRecord record(ScoredRun run) {
    PreparedRun prepared = run.prepared();
    return new RunRecord(
        prepared.content().runId(),
        prepared.model(),
        prepared.content().json(),
        prepared.settings().execution().replica(),
        prepared.items(),
        run.failed(),
        run.truncated(),
        run.computedTokens(),
        run.tokensWithoutSharing(),
        run.seconds());
  }
}
