package dev.assay.spark.internal.generate;

import dev.assay.spark.internal.settings.ReplicaSettings;
import dev.assay.spark.internal.settings.Setting;
import dev.assay.spark.internal.settings.Settings;

/**
 * What a job reads and writes.
 *
 * @param output a new folder; any Hadoop path
 * @param outputFormat of the chunks
 * @param execution how the work is cut and computed
 */
public record JobSettings(
    JobInput input, String output, TableFormat outputFormat, Execution execution) {

  /**
   * Nothing here changes a result, but for the replica's quantization.
   *
   * @param chunkRows rows, about, between two commits; 0 for a number that suits the cluster
   * @param partitions Spark tasks per chunk; 0 for one per task slot of the cluster
   */
  public record Execution(int chunkRows, int partitions, ReplicaSettings replica) {
    private static final int LEAST_CHUNK_ROWS = 1024;
    private static final int CHUNK_ROWS_PER_SLOT = 256;
    private static final int MOST_CHUNKS = 4096;

    public static Execution of(Settings settings) {
      return new Execution(
          settings.integer(Setting.CHUNK_ROWS),
          settings.integer(Setting.PARTITIONS),
          ReplicaSettings.of(settings));
    }

    int partitions(int slots) {
      return partitions > 0 ? partitions : slots;
    }

    /** Chunks that so many rows are cut into. */
    int chunks(long rows, int slots) {
      long wanted =
          chunkRows > 0
              ? chunkRows
              : Math.max(LEAST_CHUNK_ROWS, (long) slots * CHUNK_ROWS_PER_SLOT);
      return (int) Math.max(1, Math.min(MOST_CHUNKS, (rows + wanted - 1) / wanted));
    }
  }
}
