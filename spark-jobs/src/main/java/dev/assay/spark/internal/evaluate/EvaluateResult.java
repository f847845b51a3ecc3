package dev.assay.spark.internal.evaluate;

import dev.assay.eval.report.EvaluationReport;
import dev.assay.spark.internal.tables.Table;
import dev.assay.spark.internal.work.Completion;
import java.util.List;

/**
 * What became of an evaluation.
 *
 * @param runId made from the run's content
 * @param output folder of the tables
 * @param report scores of tasks and groups
 * @param items evaluated, failed ones included
 * @param sharing of the outermost groups and tasks, over all committed chunks
 * @param itemsNow items that this invocation computed
 * @param seconds this invocation took for its chunks
 */
public record EvaluateResult(
    String runId,
    String output,
    Completion completion,
    EvaluationReport report,
    long items,
    long failed,
    long truncated,
    List<Sharing> sharing,
    long itemsNow,
    double seconds) {

  /** Folder of this run's rows of the table {@code items}. */
  public String itemsFolder() {
    return Table.ITEMS.path(output, runId).toString();
  }
}
