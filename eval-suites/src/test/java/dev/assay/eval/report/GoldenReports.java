package dev.assay.eval.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.assay.eval.catalog.SelectedTask;
import dev.assay.eval.catalog.Task;
import dev.assay.eval.catalog.TaskCatalog;
import dev.assay.eval.catalog.TaskGroup;
import dev.assay.eval.item.Reference;
import dev.assay.eval.metric.MetricDefinition;
import dev.assay.eval.metric.TaskScore;
import dev.assay.eval.response.AnsweredItem;
import dev.assay.eval.response.Response;
import dev.assay.eval.run.RunScores;
import dev.assay.eval.run.RunSpecification;
import dev.assay.eval.run.ScoredTask;
import dev.assay.eval.run.TaskSpecification;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.Stream;

/** Runs with the scores that the reference harness wrote. */
final class GoldenReports {
  private GoldenReports() {}

  /** The harness's results file of the run. */
  static ObjectNode results(RunScores run) {
    Map<String, ObjectNode> configs = new HashMap<>();
    for (ScoredTask task : run.tasks()) {
      Task definition = TaskCatalog.standard().task(task.name());
      configs.put(task.name(), HarnessConfig.of(new SelectedTask(definition, task.task().shots())));
    }
    return HarnessResults.of(
        run, configs, JsonNodeFactory.instance.objectNode().put("model", "made"));
  }

  static RunScores report(JsonNode results) {
    TaskCatalog catalog = TaskCatalog.standard();
    List<String> groups = new ArrayList<>();
    results.get("group_subtasks").fieldNames().forEachRemaining(groups::add);
    List<String> names =
        Stream.concat(groups.stream(), catalog.tasks().stream())
            .filter(name -> results.get("results").has(name) || groups.contains(name))
            .toList();
    List<TaskGroup> reported =
        groups.isEmpty()
            ? List.of()
            : catalog.select(groups, OptionalInt.empty()).groups().stream()
                .filter(group -> groups.contains(group.name()))
                .toList();
    List<ScoredTask> tasks = new ArrayList<>();
    for (String name : names) {
      JsonNode result = results.get("results").get(name);
      if (result != null && catalog.tasks().contains(name)) {
        tasks.add(task(catalog.task(name), result, results));
      }
    }
    RunSpecification run =
        new RunSpecification(
            "m",
            "t",
            1,
            null,
            tasks.stream().map(ScoredTask::task).toList(),
            reported,
            0,
            "SHOTS",
            2048,
            2,
            "SEQUENTIAL",
            1234,
            null,
            false,
            false);
    return RunScores.ofTasks(run, tasks);
  }

  private static ScoredTask task(Task task, JsonNode result, JsonNode results) {
    int n = result.get("sample_len").intValue();
    int shots = results.get("n-shot").get(task.name()).intValue();
    long documents = results.get("n-samples").get(task.name()).get("original").longValue();
    TaskSpecification specification =
        new TaskSpecification(
            task.name(),
            task.alias(),
            task.version(),
            task.fingerprint(),
            shots,
            documents,
            List.of(),
            task.scoring());
    return new ScoredTask(
        specification,
        Collections.nCopies(n, answered(task.name())),
        Collections.nCopies(n, List.of()),
        scores(task, result, n));
  }

  /** Any answer: what counts here is that there is one. */
  static AnsweredItem answered(String task) {
    return new AnsweredItem(
        task, 0, null, new Reference.None(), new Response.Choices(List.of(), List.of()), false);
  }

  private static List<TaskScore> scores(Task task, JsonNode result, long n) {
    List<TaskScore> scores = new ArrayList<>();
    for (MetricDefinition metric : task.scoring().metrics()) {
      scores.add(
          new TaskScore(
              task.name(),
              metric.metric(),
              "none",
              number(result.get(metric.metric() + ",none")),
              number(result.get(metric.metric() + "_stderr,none")),
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
