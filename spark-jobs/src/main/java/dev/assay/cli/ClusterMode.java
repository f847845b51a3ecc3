package dev.assay.cli;

import org.apache.spark.SparkUserAppException;

/** The driver runs within the cluster ({@code --deploy-mode cluster}). */
final class ClusterMode {
  private ClusterMode() {}

  /** As spark-submit tells the driver. */
  static boolean isIt() {
    return "cluster".equals(System.getProperty("spark.submit.deployMode"));
  }

  /** What Spark's own runners of drivers take an exit code from. */
  static Exception end(int exitCode) {
    return new SparkUserAppException(exitCode, null);
  }
}
