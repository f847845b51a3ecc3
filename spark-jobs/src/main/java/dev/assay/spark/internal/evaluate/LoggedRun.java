package dev.assay.spark.internal.evaluate;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.assay.eval.filter.FilterDefinition;
import dev.assay.eval.item.AskedItem;
import dev.assay.eval.metric.ItemScores;
import dev.assay.eval.report.HarnessConfig;
import dev.assay.eval.report.HarnessResults;
import dev.assay.eval.report.HarnessSamples;
import dev.assay.eval.run.RunScores;
import dev.assay.eval.run.ScoredItem;
import dev.assay.eval.run.ScoredTask;
import dev.assay.spark.internal.evaluate.PreparedTask.PreparedItem;
import dev.assay.spark.internal.tables.HarnessFiles;
import dev.assay.spark.internal.tables.RunTables;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** A run in the files that the reference harness writes. */
record LoggedRun(PreparedRun run, RunScores scores) {
  static LoggedRun of(PreparedRun run, RunScores scores) {
    return new LoggedRun(run, scores);
  }

  void write(RunTables tables, double seconds, RunTables.Fence fence) {
    Map<String, ObjectNode> configs = new HashMap<>();
    run.settings().tasks().forEach(task -> configs.put(task.task().name(), HarnessConfig.of(task)));
    ObjectMapper json = new ObjectMapper();
    ObjectNode configuration = json.createObjectNode();
    configuration
        .put("model", run.model().path().toString())
        .put("run_id", run.specification().runId());
    configuration.set("content", json.valueToTree(run.specification()));
    HarnessFiles.write(
        tables,
        run.specification().runId(),
        run.model().path(),
        seconds,
        HarnessResults.of(scores, configs, configuration),
        IntStream.range(0, run.tasks().size()).mapToObj(this::samples).toList(),
        fence);
  }

  /** Filter by filter, as the harness logs them. */
  private HarnessFiles.Samples samples(int at) {
    PreparedTask prepared = run.tasks().get(at);
    ScoredTask task = scores.tasks().get(at);
    HarnessSamples lines = new HarnessSamples(task.task(), run.forms().get(task.name()));
    List<FilterDefinition> filters = task.task().scoring().filters();
    List<ScoredItem> items = task.scoredItems();
    Stream<String> all =
        IntStream.range(0, filters.size())
            .boxed()
            .flatMap(
                filter ->
                    IntStream.range(0, items.size())
                        .mapToObj(
                            item ->
                                line(
                                    lines,
                                    filters.get(filter).name(),
                                    filter,
                                    prepared.items().get(item),
                                    items.get(item))))
            .filter(Objects::nonNull);
    return new HarnessFiles.Samples(task.name(), all);
  }

  private static String line(
      HarnessSamples lines, String name, int filter, PreparedItem prepared, ScoredItem item) {
    if (!(prepared.item() instanceof AskedItem asked) || prepared.errorCode() != null) {
      return null;
    }
    ItemScores scores = item.scores().isEmpty() ? null : item.scores().get(filter);
    return lines.line(name, asked, item.item(), scores);
  }
}
