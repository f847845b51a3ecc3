package dev.assay.spark.internal.tables;

/**
 * Where a run lies.
 *
 * @param output folder of the tables
 */
public record RunFolder(String output, String runId) {
  @Override
  public String toString() {
    return output + "/" + runId;
  }
}
