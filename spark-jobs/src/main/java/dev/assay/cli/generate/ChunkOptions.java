package dev.assay.cli.generate;

import dev.assay.spark.internal.settings.Setting;
import dev.assay.spark.internal.settings.Settings;
import picocli.CommandLine.Option;

/** How a job over rows is cut, and how many of them may fail. */
final class ChunkOptions {
  @Option(
      names = "--max_failed",
      paramLabel = "N",
      description = "Rows that may fail: a count, or a share below 1 (default: 0).")
  private String maxFailed;

  @Option(
      names = "--chunk_rows",
      paramLabel = "N",
      description =
          "Rows, about, between two commits (default: 256 per task slot of the cluster, at least"
              + " 1024).")
  private Integer chunkRows;

  @Option(
      names = "--partitions",
      paramLabel = "N",
      description = "Spark tasks per chunk (default: one per task slot of the cluster).")
  private Integer partitions;

  /** The settings with what these options say. */
  Settings over(Settings settings) {
    return settings
        .with(Setting.MAX_FAILED, maxFailed, "--max_failed")
        .with(Setting.CHUNK_ROWS, chunkRows, "--chunk_rows")
        .with(Setting.PARTITIONS, partitions, "--partitions");
  }
}
