package dev.assay.spark.internal.chunks;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What was committed: its appearance is the commit.
 *
 * @param folder in the work folder where the files lie; its writer's alone
 * @param chunks whose rows they hold
 * @param files all of them
 */
public record Manifest(String folder, List<Chunk> chunks, List<DataFile> files) {
  private static final Logger LOG = LoggerFactory.getLogger(Manifest.class);
  private static final JsonMapper JSON = new JsonMapper();

  public Manifest {
    if (folder == null || chunks == null || files == null) {
      throw new IllegalArgumentException("a manifest names its folder, its chunks and its files");
    }
    chunks = List.copyOf(chunks);
    files = List.copyOf(files);
  }

  /**
   * @param name below the folder
   */
  public record DataFile(String name, long bytes) {}

  String json() {
    try {
      return JSON.writeValueAsString(this);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a manifest cannot be written", e);
    }
  }

  /** Empty for what is none, which a power cut may leave. */
  static Optional<Manifest> parse(String json) {
    try {
      return Optional.ofNullable(JSON.readValue(json, Manifest.class));
    } catch (JsonProcessingException e) {
      LOG.warn("a manifest cannot be read and counts as absent: {}", e.getOriginalMessage());
      return Optional.empty();
    }
  }
}
