package dev.assay.spark.internal.tables;

/**
 * Where a run lies.
 *
 * @param output folder of the tables
 */
public record RunFolder(String output, String runId) {
  /** What ids of runs begin with whose answers were chosen. */
  public static final String CHOSEN = "r";

  /** What ids of runs begin with whose answers were generated. */
  public static final String GENERATED = "c";

  public boolean isGenerated() {
    return runId.startsWith(GENERATED);
  }

  @Override
  public String toString() {
    return output + "/" + runId;
  }
}
