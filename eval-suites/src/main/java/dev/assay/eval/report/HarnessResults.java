package dev.assay.eval.report;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import com.fasterxml.jackson.databind.node.ValueNode;
import dev.assay.eval.catalog.TaskGroup;
import dev.assay.eval.metric.TaskScore;
import dev.assay.eval.run.RunScores;
import dev.assay.eval.run.ScoredTask;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/**
 * The reference harness's {@code results_<time>.json}, with the keys of its version 0.4.13. What
 * the harness does not count stands beside its own counts: {@code n-samples} has {@code failed},
 * {@code truncated} and {@code ties} as well, and {@code effective} counts the items scored. A
 * metric of clusters of items has an interval, {@code METRIC_ci95,FILTER}.
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

  /**
   * @param configs the definition of each task, under the harness's keys
   * @param configuration what the run was given
   */
  public static ObjectNode of(
      RunScores run, Map<String, ObjectNode> configs, ObjectNode configuration) {
    HarnessResults harness = new HarnessResults();
    run.tasks().forEach(task -> harness.add(task, configs.get(task.name())));
    // The harness computes inner groups before the groups they are in.
    List<ReportedGroup> inner = new ArrayList<>(ReportedGroup.of(run));
    Collections.reverse(inner);
    inner.forEach(harness::add);
    return harness.finish(configuration);
  }

  private void add(ScoredTask task, ObjectNode config) {
    ObjectNode entry = results.putObject(task.name());
    entry.put("name", task.name()).put("alias", task.task().alias());
    entry.put("sample_len", task.scored());
    for (TaskScore score : task.scores()) {
      put(entry, score);
      task.interval(score)
          .ifPresent(
              interval ->
                  entry
                      .putArray(score.metric() + "_ci95," + score.filter())
                      .add(interval.lower())
                      .add(interval.upper()));
    }
    configs.set(task.name(), config);
    versions.set(task.name(), version(task.task().version()));
    shots.put(task.name(), task.task().shots());
    ObjectNode higher = directions.putObject(task.name());
    task.metrics().forEach(metric -> higher.put(metric.metric(), metric.higherIsBetter()));
    samples
        .putObject(task.name())
        .put("original", task.task().documents())
        .put("effective", task.scored())
        .put("failed", task.failed())
        .put("truncated", task.truncated())
        .put("ties", task.scores().stream().mapToLong(TaskScore::ties).max().orElse(0));
  }

  private void add(ReportedGroup reported) {
    TaskGroup group = reported.group();
    if (group.aggregates()) {
      ObjectNode entry = results.putObject(group.name());
      entry.put("alias", group.alias()).put("name", group.name());
      entry.put("sample_len", reported.scores().stream().mapToLong(TaskScore::n).max().orElse(0));
      reported.scores().forEach(score -> put(entry, score));
      ObjectNode counts = entry.putObject("sample_count");
      reported
          .scores()
          .forEach(score -> counts.put(score.metric() + "," + score.filter(), score.n()));
      groups.set(group.name(), entry.deepCopy());
    }
    group.members().forEach(subtasks.putArray(group.name())::add);
    versions.put(group.name(), group.version());
    reported.shots().ifPresent(count -> shots.put(group.name(), count));
    if (!reported.directions().isEmpty()) {
      ObjectNode higher = directions.putObject(group.name());
      reported
          .directions()
          .forEach((metric, direction) -> higher.put(metric, direction.orElse(null)));
    }
  }

  /** A number, which the harness's versions are, where it is one. */
  static ValueNode version(String version) {
    if (version.matches("[0-9]{1,9}")) {
      return IntNode.valueOf(Integer.parseInt(version));
    }
    return version.matches("[0-9]{1,9}\\.[0-9]{1,9}")
        ? DoubleNode.valueOf(Double.parseDouble(version))
        : TextNode.valueOf(version);
  }

  private static void put(ObjectNode entry, TaskScore score) {
    put(entry, score.metric() + "," + score.filter(), score.value());
    put(entry, score.metric() + "_stderr," + score.filter(), score.standardError());
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
