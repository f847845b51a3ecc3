package dev.assay.spark.internal.evaluate;

import dev.assay.eval.run.RunScores;
import dev.assay.spark.internal.chunks.Completion;
import dev.assay.spark.internal.tables.Table;
import java.util.List;

/**
 * What became of an evaluation.
 *
 * @param output folder of the tables
 * @param sharing of the outermost groups and tasks, over all committed chunks
 * @param itemsNow items that this invocation computed
 * @param seconds this invocation took for its chunks
 */
public record EvaluateResult(
    String output,
    Completion completion,
    RunScores scores,
    List<Sharing> sharing,
    long itemsNow,
    double seconds) {
  public String runId() {
    return scores.run().runId();
  }

  /** Folder of this run's rows of the table {@code items}. */
  public String itemsFolder() {
    return Table.ITEMS.path(output, runId()).toString();
  }
}
