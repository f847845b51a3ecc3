package dev.assay.cli;

import org.apache.spark.SparkUserAppException;

/**
 * How a driver within the cluster ends ({@code --deploy-mode cluster}). A class of its own:
 * commands that need no Spark start where there is none.
 */
final class ClusterMode {
  private ClusterMode() {}

  /** What Spark's own runners of drivers take an exit code from. */
  static Exception end(int exitCode) {
    return new SparkUserAppException(exitCode, null);
  }
}
