package dev.assay.spark.internal.evaluate;

import dev.assay.eval.outcome.ItemOutcome;
import dev.assay.spark.internal.evaluate.RunScores.RunTask;
import java.util.List;

/**
 * A run with all its outcomes.
 *
 * @param seconds that the last invocation computed
 */
record ScoredRun(PreparedRun prepared, List<ScoredTask> tasks, RunScores scores, double seconds) {

  static ScoredRun of(PreparedRun prepared, ChunkOutcomes outcomes, double seconds) {
    List<ScoredTask> tasks =
        prepared.tasks().stream().map(task -> ScoredTask.of(task, outcomes)).toList();
    RunScores scores =
        RunScores.of(
            prepared.model().path().toString(),
            prepared.content(),
            tasks.stream().map(ScoredRun::outcomes).toList(),
            prepared.groups());
    return new ScoredRun(prepared, tasks, scores, seconds);
  }

  private static RunTask outcomes(ScoredTask task) {
    List<ItemOutcome> outcomes = task.items().stream().map(ScoredTask.ScoredItem::outcome).toList();
    PreparedTask prepared = task.prepared();
    return new RunTask(prepared.task(), prepared.documents(), prepared.files(), outcomes);
  }

  /** Of every task. */
  List<Sharing> sharing() {
    return tasks.stream().map(ScoredTask::sharing).toList();
  }

  long computedTokens() {
    return tasks.stream().mapToLong(task -> task.sharing().computedTokens()).sum();
  }

  long tokensWithoutSharing() {
    return tasks.stream().mapToLong(task -> task.sharing().tokensWithoutSharing()).sum();
  }

  long failed() {
    return tasks.stream().mapToLong(ScoredTask::failed).sum();
  }

  long truncated() {
    return tasks.stream().mapToLong(ScoredTask::truncated).sum();
  }
}
