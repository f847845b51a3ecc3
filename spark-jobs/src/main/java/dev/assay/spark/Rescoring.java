package dev.assay.spark;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.assay.eval.data.DataFile;
import dev.assay.eval.outcome.ItemOutcome;
import dev.assay.eval.report.EvaluationReport;
import dev.assay.eval.report.ReportedTask;
import dev.assay.eval.score.Scoring;
import dev.assay.eval.task.SelectedTask;
import dev.assay.eval.task.TaskGroup;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Scores from stored outcomes: no model, no data, no prompts. */
final class Rescoring {
  private Rescoring() {}

  /** A task as a run had it. */
  record RunTask(SelectedTask task, long documents, List<DataFile> files) {}

  static EvaluationReport report(PreparedRun run, StoredRuns stored) {
    List<RunTask> tasks =
        run.tasks().stream()
            .map(task -> new RunTask(task.task(), task.documents(), task.files()))
            .toList();
    return report(run.content(), tasks, run.groups(), stored);
  }

  static EvaluationReport report(
      RunContent content, List<RunTask> tasks, List<TaskGroup> groups, StoredRuns stored) {
    Map<String, List<ItemOutcome>> outcomes = stored.outcomes(content.runId());
    List<ReportedTask> reported = new ArrayList<>();
    for (RunTask task : tasks) {
      List<ItemOutcome> items = outcomes.getOrDefault(task.task().definition().name(), List.of());
      reported.add(
          new ReportedTask(
              task.task(),
              task.documents(),
              items.size(),
              task.files(),
              Scoring.scores(task.task().definition(), items)));
    }
    ObjectNode configuration = new ObjectMapper().createObjectNode();
    configuration.put("run_id", content.runId());
    configuration.set("content", new ObjectMapper().valueToTree(content));
    return new EvaluationReport(reported, groups, configuration);
  }
}
