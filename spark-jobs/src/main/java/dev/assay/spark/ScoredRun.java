package dev.assay.spark;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.assay.eval.report.EvaluationReport;
import dev.assay.eval.score.Scoring;
import dev.assay.eval.score.TaskScore;
import java.util.ArrayList;
import java.util.List;

/**
 * A run with all its outcomes.
 *
 * @param seconds that the last invocation computed
 */
record ScoredRun(
    PreparedRun prepared, List<ScoredTask> tasks, long computedTokens, double seconds) {

  static ScoredRun of(PreparedRun prepared, ChunkOutcomes outcomes, double seconds) {
    List<ScoredTask> tasks =
        prepared.tasks().stream().map(task -> ScoredTask.of(task, outcomes)).toList();
    return new ScoredRun(prepared, tasks, outcomes.computedTokens(), seconds);
  }

  /** Scores of tasks, then of groups. */
  List<TaskScore> scores() {
    List<TaskScore> taskScores = new ArrayList<>();
    tasks.forEach(task -> taskScores.addAll(task.scores()));
    List<TaskScore> all = new ArrayList<>(taskScores);
    prepared.groups().forEach(group -> all.addAll(Scoring.groupScores(group, taskScores)));
    return all;
  }

  long failed() {
    return tasks.stream().mapToLong(ScoredTask::failed).sum();
  }

  long truncated() {
    return tasks.stream().mapToLong(ScoredTask::truncated).sum();
  }

  EvaluationReport report() {
    ObjectNode configuration = new ObjectMapper().createObjectNode();
    configuration.put("model", prepared.model().path().toString());
    configuration.put("run_id", prepared.content().runId());
    configuration.set("content", new ObjectMapper().valueToTree(prepared.content()));
    return new EvaluationReport(
        tasks.stream().map(ScoredTask::reported).toList(), prepared.groups(), configuration);
  }
}
