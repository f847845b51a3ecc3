package dev.assay.eval.report;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.assay.eval.score.TaskScore;
import dev.assay.eval.task.MetricDefinition;
import dev.assay.eval.task.TaskDefinition;
import dev.assay.eval.task.TaskGroup;
import java.util.List;
import java.util.Map;

/** The reference harness's {@code results_<time>.json}. */
public final class HarnessResults {
  private static final String FILTER = ",none";
  private static final ObjectMapper JSON =
      new ObjectMapper().setPropertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE);

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
    Map<String, List<TaskScore>> groupScores = ReportOrder.groupScores(report);
    for (TaskGroup group : report.groups()) {
      if (group.aggregates()) {
        harness.add(group, groupScores.get(group.name()));
      }
    }
    report.tasks().forEach(harness::add);
    return harness.finish(report);
  }

  private void add(TaskGroup group, List<TaskScore> scores) {
    ObjectNode entry = results.putObject(group.name());
    entry.put("name", group.name()).put("alias", group.alias());
    put(entry, scores);
    groups.set(group.name(), entry.deepCopy());
    group.members().forEach(subtasks.putArray(group.name())::add);
    versions.put(group.name(), Double.parseDouble(group.version()));
    directions(group.name(), group.metrics());
  }

  private void add(ReportedTask reported) {
    TaskDefinition task = reported.task().definition();
    ObjectNode entry = results.putObject(task.name());
    entry.put("name", task.name()).put("alias", task.alias());
    entry.put("sample_len", reported.evaluated());
    put(entry, reported.scores());
    configs.set(task.name(), JSON.valueToTree(task));
    versions.put(task.name(), Double.parseDouble(task.version()));
    shots.put(task.name(), reported.task().shots());
    directions(task.name(), task.metrics());
    samples
        .putObject(task.name())
        .put("original", reported.documents())
        .put("effective", reported.evaluated());
  }

  private static void put(ObjectNode entry, List<TaskScore> scores) {
    for (TaskScore score : scores) {
      put(entry, score.metric() + FILTER, score.value());
      put(entry, score.metric() + "_stderr" + FILTER, score.standardError());
    }
    if (!scores.isEmpty()) {
      entry.put("n_failed", scores.get(0).failed()).put("n_truncated", scores.get(0).truncated());
      entry.put("n_ties", scores.get(0).ties());
    }
  }

  private static void put(ObjectNode entry, String key, double value) {
    if (Double.isNaN(value)) {
      entry.put(key, "N/A");
    } else {
      entry.put(key, value);
    }
  }

  private void directions(String name, List<MetricDefinition> metrics) {
    ObjectNode entry = directions.putObject(name);
    metrics.forEach(metric -> entry.put(metric.metric().label(), metric.higherIsBetter()));
  }

  private ObjectNode finish(EvaluationReport report) {
    if (!groups.isEmpty()) {
      root.set("groups", groups);
    }
    root.set("group_subtasks", subtasks);
    root.set("configs", configs);
    root.set("versions", versions);
    root.set("n-shot", shots);
    root.set("higher_is_better", directions);
    root.set("n-samples", samples);
    root.set("config", report.configuration());
    return root;
  }
}
