package dev.assay.spark.internal.chunks;

import java.util.List;
import org.apache.hadoop.fs.Path;

/**
 * A chunk whose answers are all there.
 *
 * @param parts its files; none where it has no rows
 */
public record CommittedChunk(Chunk chunk, List<Part> parts) {
  public CommittedChunk {
    parts = List.copyOf(parts);
  }

  /**
   * @param name in the chunk
   * @param path where it lies now
   */
  public record Part(String name, long bytes, Path path) {}
}
