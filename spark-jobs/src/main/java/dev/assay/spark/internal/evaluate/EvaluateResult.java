package dev.assay.spark.internal.evaluate;

import dev.assay.core.error.FailureBudget;
import dev.assay.eval.response.Response;
import dev.assay.eval.run.RunScores;
import dev.assay.spark.internal.chunks.Completion;
import dev.assay.spark.internal.tables.Table;
import java.util.List;

/**
 * What became of an evaluation.
 *
 * @param output folder of the tables
 * @param missing what is not there of sets that were evaluated without it, in words
 * @param sharing of the outermost groups and tasks, over all committed chunks
 * @param itemsNow items that this invocation computed
 * @param seconds this invocation took for its chunks
 */
public record EvaluateResult(
    String output,
    Completion completion,
    RunScores scores,
    List<String> missing,
    List<Sharing> sharing,
    long itemsNow,
    double seconds) {
  public String runId() {
    return scores.run().runId();
  }

  /**
   * @throws dev.assay.core.error.AssayException of kind TOO_MANY_FAILURES where more items failed
   *     than may
   */
  public void check(FailureBudget budget) {
    budget.check(
        scores.failed(),
        scores.items(),
        "items",
        firstFailure() + "see error_code and error_message in " + itemsFolder());
  }

  private String firstFailure() {
    return scores.tasks().stream()
        .flatMap(task -> task.items().stream())
        .filter(item -> item.response() instanceof Response.Failure)
        .findFirst()
        .map(
            item ->
                "item %d of %s says: %s "
                    .formatted(
                        item.docId(), item.task(), ((Response.Failure) item.response()).message()))
        .orElse("");
  }

  /** Folder of this run's rows of the table {@code items}. */
  private String itemsFolder() {
    return Table.ITEMS.path(output, runId()).toString();
  }
}
