package dev.assay.core.tokenizer;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.assay.core.testing.SharedFolder;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;

/** What original implementations answer: text, ids, and the decoded text where it differs. */
final class Goldens {
  private static final ObjectMapper JSON = new ObjectMapper();

  private static Tokenizer gemma;

  private Goldens() {}

  /** Gemma's tokenizer, read once: its vocabulary takes seconds. */
  static synchronized Tokenizer gemma() {
    if (gemma == null) {
      gemma = Tokenizers.open(SharedFolder.path("tokenizers/gemma"));
    }
    return gemma;
  }

  /** A folder of this project's own small tokenizers. */
  static Path resource(String name) {
    try {
      return Path.of(Goldens.class.getResource("/tokenizers/" + name).toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Compares every line of a JSON Lines file and answers how many there were. */
  static int compare(Tokenizer tokenizer, Path file) {
    int lines = 0;
    try (BufferedReader reader = open(file)) {
      for (String line; (line = reader.readLine()) != null; lines++) {
        JsonNode golden = JSON.readTree(line);
        String text = golden.get("text").textValue();
        int[] ids = ids(golden.get("ids"));
        assertThat(tokenizer.encode(text)).as("ids of line %s: %s", lines + 1, text).isEqualTo(ids);
        assertThat(tokenizer.decode(ids))
            .as("text of line %s", lines + 1)
            .isEqualTo(golden.path("decoded").asText(text));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return lines;
  }

  /** The lines of a file that may be compressed. */
  static List<String> lines(Path file) throws IOException {
    try (BufferedReader reader = open(file)) {
      return reader.lines().toList();
    }
  }

  /** The texts of every line of a JSON Lines file. */
  static List<String> texts(Path file) throws IOException {
    List<String> texts = new ArrayList<>();
    try (BufferedReader reader = open(file)) {
      for (String line; (line = reader.readLine()) != null; ) {
        texts.add(JSON.readTree(line).get("text").textValue());
      }
    }
    return texts;
  }

  static int[] ids(JsonNode array) {
    int[] ids = new int[array.size()];
    for (int i = 0; i < ids.length; i++) {
      ids[i] = array.get(i).intValue();
    }
    return ids;
  }

  private static BufferedReader open(Path file) throws IOException {
    InputStream stream = Files.newInputStream(file);
    InputStream plain = file.toString().endsWith(".gz") ? new GZIPInputStream(stream) : stream;
    return new BufferedReader(new InputStreamReader(plain, StandardCharsets.UTF_8));
  }
}
