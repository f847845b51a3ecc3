package dev.assay.eval.report;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.assay.eval.completion.CompletedTask;
import dev.assay.eval.harness.HarnessTask;
import dev.assay.eval.score.FilterScore;
import dev.assay.eval.score.TaskScore;
import dev.assay.eval.task.GenerationTask;
import dev.assay.eval.task.MetricDefinition;
import dev.assay.eval.task.TaskDefinition;
import dev.assay.eval.task.TaskGroup;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * The reference harness's {@code results_<time>.json}, with the keys of its version 0.4.13. What
 * the harness does not count stands beside its own counts: {@code n-samples} has {@code failed},
 * {@code truncated} and {@code ties} as well, and {@code effective} counts the items scored.
 */
public final class HarnessResults {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final ObjectNode root = JSON.createObjectNode();
  private final ObjectNode results = root.putObject("results");
  private final ObjectNode groups = JSON.createObjectNode();
  private final ObjectNode subtasks = JSON.createObjectNode();
  private final ObjectNode configs = JSON.createObjectNode();
  private final ObjectNode versions = JSON.createObjectNode();
  private final ObjectNode shots = JSON.createObjectNode();
  private final ObjectNode directions = JSON.createObjectNode();
  private final ObjectNode samples = JSON.createObjectNode();

  private HarnessResults() {}

  public static ObjectNode of(EvaluationReport report) {
    HarnessResults harness = new HarnessResults();
    report.tasks().forEach(harness::add);
    // The harness computes inner groups before the groups they are in.
    List<ReportedGroup> inner = new ArrayList<>(ReportedGroup.of(report));
    Collections.reverse(inner);
    inner.forEach(harness::add);
    return harness.finish(report.configuration());
  }

  /** The same of tasks whose answers were generated. */
  public static ObjectNode ofCompleted(List<CompletedTask> tasks, ObjectNode configuration) {
    HarnessResults harness = new HarnessResults();
    tasks.forEach(harness::add);
    return harness.finish(configuration);
  }

  private void add(CompletedTask completed) {
    GenerationTask task = completed.task().definition();
    List<FilterScore> scores = completed.scores();
    long scored = scores.isEmpty() ? completed.evaluated() : scores.get(0).score().n();
    ObjectNode entry = results.putObject(task.name());
    entry.put("name", task.name()).put("alias", task.alias()).put("sample_len", scored);
    scores.forEach(score -> put(entry, score));
    configs.set(task.name(), HarnessConfig.of(completed.task()));
    versions.set(task.name(), HarnessTask.version(task.version()));
    shots.put(task.name(), completed.task().shots());
    ObjectNode higher = directions.putObject(task.name());
    task.metrics().forEach(m -> higher.put(m.metric().label(), m.higherIsBetter()));
    ObjectNode counts = samples.putObject(task.name());
    counts.put("original", completed.documents()).put("effective", scored);
    if (!scores.isEmpty()) {
      counts.put("failed", scores.get(0).score().failed());
    }
  }

  private void add(ReportedTask reported) {
    TaskDefinition task = reported.task().definition();
    ObjectNode entry = results.putObject(task.name());
    entry.put("name", task.name()).put("alias", task.alias());
    entry.put("sample_len", reported.scored());
    reported.scores().forEach(score -> put(entry, FilterScore.unfiltered(score)));
    configs.set(task.name(), HarnessConfig.of(reported.task()));
    versions.set(task.name(), HarnessTask.version(task.version()));
    shots.put(task.name(), reported.task().shots());
    ObjectNode higher = directions.putObject(task.name());
    for (MetricDefinition metric : task.metrics()) {
      higher.put(metric.metric().label(), metric.higherIsBetter());
    }
    samples
        .putObject(task.name())
        .put("original", reported.documents())
        .put("effective", reported.scored())
        .put("failed", reported.count(TaskScore::failed))
        .put("truncated", reported.count(TaskScore::truncated))
        .put("ties", reported.count(TaskScore::ties));
  }

  private void add(ReportedGroup reported) {
    TaskGroup group = reported.group();
    if (group.aggregates()) {
      ObjectNode entry = results.putObject(group.name());
      entry.put("alias", group.alias()).put("name", group.name());
      entry.put("sample_len", reported.scores().stream().mapToLong(TaskScore::n).max().orElse(0));
      reported.scores().forEach(score -> put(entry, FilterScore.unfiltered(score)));
      ObjectNode counts = entry.putObject("sample_count");
      reported
          .scores()
          .forEach(score -> counts.put(score.metric() + "," + FilterScore.NONE, score.n()));
      groups.set(group.name(), entry.deepCopy());
    }
    group.members().forEach(subtasks.putArray(group.name())::add);
    versions.put(group.name(), group.version());
    reported.shots().ifPresent(count -> shots.put(group.name(), count));
    if (!reported.directions().isEmpty()) {
      ObjectNode higher = directions.putObject(group.name());
      reported
          .directions()
          .forEach((metric, direction) -> higher.put(metric.label(), direction.orElse(null)));
    }
  }

  private static void put(ObjectNode entry, FilterScore filtered) {
    TaskScore score = filtered.score();
    put(entry, score.metric() + "," + filtered.filter(), score.value());
    put(entry, score.metric() + "_stderr," + filtered.filter(), score.standardError());
  }

  private static void put(ObjectNode entry, String key, double value) {
    if (Double.isNaN(value)) {
      entry.put(key, "N/A");
    } else {
      entry.put(key, value);
    }
  }

  private ObjectNode finish(ObjectNode configuration) {
    if (!groups.isEmpty()) {
      root.set("groups", groups);
    }
    root.set("group_subtasks", subtasks);
    root.set("configs", configs);
    root.set("versions", versions);
    root.set("n-shot", shots);
    root.set("higher_is_better", directions);
    root.set("n-samples", samples);
    root.set("config", configuration);
    return root;
  }
}
