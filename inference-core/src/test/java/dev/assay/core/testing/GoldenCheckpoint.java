package dev.assay.core.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** A small random checkpoint with the logits that the original implementations give it. */
public record GoldenCheckpoint(Path folder) {
  private static final String NEWER_CONFIGURATION = "config.transformers5.json";

  /** The checkpoints that are part of this repository. */
  public static List<GoldenCheckpoint> committed() {
    var resource = GoldenCheckpoint.class.getResource("/goldens");
    return in(Path.of(java.net.URI.create(String.valueOf(resource))));
  }

  /**
   * Tiny checkpoints that are part of this repository, of families that {@link #committed} has not.
   */
  public static List<GoldenCheckpoint> families() {
    var resource = GoldenCheckpoint.class.getResource("/families");
    return in(Path.of(java.net.URI.create(String.valueOf(resource))));
  }

  /** All checkpoints below a folder. */
  public static List<GoldenCheckpoint> in(Path folder) {
    try (Stream<Path> folders = Files.list(folder)) {
      return folders.sorted().map(GoldenCheckpoint::new).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The logits of one length: three texts. */
  public record Logits(int length, List<int[]> tokens, ByteBuffer values, int vocabulary) {
    public float logit(int text, int position, int id) {
      return values.getFloat(Float.BYTES * ((text * length + position) * vocabulary + id));
    }
  }

  /** The folder itself, and a copy below {@code scratch} that has the newer key names instead. */
  public List<Path> foldersOfBothConfigurations(Path scratch) {
    try {
      Path newer = Files.createDirectories(scratch.resolve(folder.getFileName() + "-newer"));
      try (Stream<Path> files = Files.list(folder)) {
        for (Path file :
            files.filter(f -> f.getFileName().toString().startsWith("model")).toList()) {
          Files.copy(file, newer.resolve(file.getFileName()));
        }
      }
      Files.copy(folder.resolve(NEWER_CONFIGURATION), newer.resolve("config.json"));
      return List.of(folder, newer);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Golden logits, one entry per length. */
  public List<Logits> logits() {
    try {
      ByteBuffer file =
          ByteBuffer.wrap(Files.readAllBytes(folder.resolve("golden.safetensors")))
              .order(ByteOrder.LITTLE_ENDIAN);
      int headerBytes = Math.toIntExact(file.getLong(0));
      byte[] header = new byte[headerBytes];
      file.get(Long.BYTES, header);
      JsonNode tensors = new ObjectMapper().readTree(header);
      List<Logits> logits = new ArrayList<>();
      tensors
          .fieldNames()
          .forEachRemaining(
              name -> {
                if (name.startsWith("logits_")) {
                  logits.add(logits(tensors, name, file, Long.BYTES + headerBytes));
                }
              });
      return logits;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Logits logits(JsonNode tensors, String name, ByteBuffer file, int dataStart) {
    int length = Integer.parseInt(name.substring("logits_".length()));
    JsonNode shape = tensors.get(name).get("shape");
    ByteBuffer ids = data(tensors.get("tokens_" + length), file, dataStart);
    List<int[]> texts = new ArrayList<>();
    for (int text = 0; text < shape.get(0).intValue(); text++) {
      int[] tokens = new int[length];
      for (int i = 0; i < length; i++) {
        tokens[i] = (int) ids.getLong(Long.BYTES * (text * length + i));
      }
      texts.add(tokens);
    }
    return new Logits(
        length, texts, data(tensors.get(name), file, dataStart), shape.get(2).intValue());
  }

  private static ByteBuffer data(JsonNode tensor, ByteBuffer file, int dataStart) {
    int begin = tensor.get("data_offsets").get(0).intValue();
    int end = tensor.get("data_offsets").get(1).intValue();
    return file.slice(dataStart + begin, end - begin).order(ByteOrder.LITTLE_ENDIAN);
  }

  @Override
  public String toString() {
    return folder.getFileName().toString();
  }
}
