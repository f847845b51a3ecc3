package dev.assay.spark.internal.generate;

import dev.assay.spark.internal.chunks.Completion;

/**
 * What became of a job.
 *
 * @param output folder of the table
 * @param counts of the whole table
 * @param rowsNow that this invocation answered
 * @param seconds this invocation took for its chunks
 */
public record GenerateResult(
    String output, Completion completion, Counts counts, long rowsNow, double seconds) {

  /**
   * @param failed rows with an error
   * @param promptTokens of the rows that were answered
   * @param completionTokens of the same
   */
  public record Counts(long rows, long failed, long promptTokens, long completionTokens) {}
}
