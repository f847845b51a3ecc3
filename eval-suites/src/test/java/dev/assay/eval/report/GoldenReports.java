package dev.assay.eval.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.assay.eval.score.TaskScore;
import dev.assay.eval.task.MetricDefinition;
import dev.assay.eval.task.SelectedTask;
import dev.assay.eval.task.TaskCatalog;
import dev.assay.eval.task.TaskDefinition;
import dev.assay.eval.task.TaskGroup;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/** Reports of the scores that the reference harness wrote. */
final class GoldenReports {
  private GoldenReports() {}

  static EvaluationReport report(JsonNode results) {
    TaskCatalog catalog = TaskCatalog.standard();
    List<ReportedTask> tasks = new ArrayList<>();
    List<TaskGroup> groups =
        catalog.groups().stream()
            .filter(group -> results.get("group_subtasks").has(group.name()))
            .toList();
    for (TaskDefinition task : catalog.tasks()) {
      JsonNode result = results.get("results").get(task.name());
      if (result != null) {
        int shots = results.get("n-shot").get(task.name()).intValue();
        SelectedTask selected = catalog.select(List.of(task.name()), OptionalInt.of(shots)).get(0);
        long n = result.get("sample_len").longValue();
        long documents = results.get("n-samples").get(task.name()).get("original").longValue();
        tasks.add(new ReportedTask(selected, documents, n, List.of(), scores(task, result, n)));
      }
    }
    return new EvaluationReport(
        tasks, groups, new ObjectMapper().createObjectNode().put("model", "made"));
  }

  private static List<TaskScore> scores(TaskDefinition task, JsonNode result, long n) {
    List<TaskScore> scores = new ArrayList<>();
    for (MetricDefinition metric : task.metrics()) {
      String label = metric.metric().label();
      scores.add(
          new TaskScore(
              task.name(),
              label,
              number(result.get(label + ",none")),
              number(result.get(label + "_stderr,none")),
              n,
              0,
              0,
              0,
              metric.higherIsBetter()));
    }
    return scores;
  }

  private static double number(JsonNode value) {
    return value.isNumber() ? value.doubleValue() : Double.NaN;
  }
}
