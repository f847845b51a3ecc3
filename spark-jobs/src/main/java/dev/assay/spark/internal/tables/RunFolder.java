package dev.assay.spark.internal.tables;

/**
 * Where a run lies.
 *
 * @param output folder of the tables
 */
public record RunFolder(String output, String runId) {
  /**
   * @param run id of a run, or OUTPUT/ID
   * @param output where the run does not name it
   */
  public static RunFolder of(String run, String output) {
    String name = run.replaceFirst("(?<=.)/+$", "");
    int slash = name.lastIndexOf('/');
    return slash < 0
        ? new RunFolder(output, name)
        : new RunFolder(name.substring(0, slash), name.substring(slash + 1));
  }

  @Override
  public String toString() {
    return output + "/" + runId;
  }
}
