package dev.assay.spark.internal.evaluate;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.assay.eval.data.DataFile;
import dev.assay.eval.outcome.ItemOutcome;
import dev.assay.eval.report.EvaluationReport;
import dev.assay.eval.report.ReportedTask;
import dev.assay.eval.score.Scoring;
import dev.assay.eval.score.TaskScore;
import dev.assay.eval.task.MetricDefinition;
import dev.assay.eval.task.SelectedTask;
import dev.assay.eval.task.TaskDefinition;
import dev.assay.eval.task.TaskGroup;
import java.util.ArrayList;
import java.util.List;

/**
 * The scores of a run, from outcomes alone: no model, no data, no prompts.
 *
 * @param report what the tasks name, for people
 * @param all every metric of every task, then those of groups, for the tables
 */
record RunScores(EvaluationReport report, List<TaskScore> all) {

  /** A task as a run had it, and what was measured. */
  record RunTask(
      SelectedTask task, long documents, List<DataFile> files, List<ItemOutcome> outcomes) {}

  static RunScores of(
      String model, RunContent content, List<RunTask> tasks, List<TaskGroup> groups) {
    List<ReportedTask> reported = new ArrayList<>();
    List<TaskScore> all = new ArrayList<>();
    for (RunTask task : tasks) {
      TaskDefinition definition = task.task().definition();
      List<TaskScore> scores =
          Scoring.scores(
              definition.name(), MetricDefinition.every(definition.metrics()), task.outcomes());
      all.addAll(scores);
      reported.add(
          new ReportedTask(
              task.task(),
              task.documents(),
              task.outcomes().size(),
              task.files(),
              scores.subList(0, definition.metrics().size())));
    }
    List<TaskScore> taskScores = List.copyOf(all);
    groups.forEach(group -> all.addAll(Scoring.groupScores(group, taskScores)));
    return new RunScores(
        new EvaluationReport(reported, groups, configuration(model, content)), all);
  }

  private static ObjectNode configuration(String model, RunContent content) {
    ObjectMapper json = new ObjectMapper();
    ObjectNode configuration = json.createObjectNode();
    configuration.put("model", model).put("run_id", content.runId());
    configuration.set("content", json.valueToTree(content));
    return configuration;
  }
}
