package dev.assay.eval.dataset;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A folder that the Hugging Face library's {@code save_to_disk} wrote: a folder per split beside
 * {@code dataset_dict.json}, or one split, each with {@code state.json}, which lists its Arrow
 * files.
 */
final class SavedLayout {
  private static final ObjectMapper JSON = new ObjectMapper();

  private SavedLayout() {}

  /**
   * The split's files; none where the folder has another layout or no such split.
   *
   * @throws IOException if a file that {@code state.json} lists is not there
   */
  static List<Path> files(Path folder, String split) throws IOException {
    if (Files.isRegularFile(folder.resolve("dataset_dict.json"))) {
      Path state = folder.resolve(split).resolve("state.json");
      return Files.isRegularFile(state) ? listed(state) : List.of();
    }
    Path state = folder.resolve("state.json");
    if (!Files.isRegularFile(state)) {
      return List.of();
    }
    JsonNode saved = JSON.readTree(state.toFile()).path("_split");
    return split.equals(saved.textValue()) ? listed(state) : List.of();
  }

  private static List<Path> listed(Path state) throws IOException {
    List<Path> files = new ArrayList<>();
    for (JsonNode entry : JSON.readTree(state.toFile()).path("_data_files")) {
      String name = entry.path("filename").asText();
      Path file = sibling(state, name);
      if (!Files.isRegularFile(file)) {
        throw new IOException(state + " lists " + file.getFileName() + ", which is not there");
      }
      files.add(file);
    }
    return files;
  }

  /** The folder may have been moved since: only the name counts. */
  private static Path sibling(Path state, String name) throws IOException {
    try {
      Path last = Path.of(name).getFileName();
      return state.resolveSibling(last == null ? Path.of("") : last);
    } catch (InvalidPathException e) {
      throw new IOException(state + " lists what names no file: " + e.getMessage(), e);
    }
  }
}
