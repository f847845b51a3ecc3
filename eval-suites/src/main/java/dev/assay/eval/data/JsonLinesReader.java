package dev.assay.eval.data;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;

/**
 * JSON Lines: {@code .jsonl}, {@code .json} with one object per line, and both with {@code .gz}.
 * Blank lines are no rows.
 */
public final class JsonLinesReader implements DocumentReader {
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  @Override
  public boolean reads(Path file) {
    return file.getFileName().toString().matches(".*\\.jsonl?(\\.gz)?");
  }

  @Override
  public List<SourceDocument> read(Path file) throws IOException {
    List<SourceDocument> documents = new ArrayList<>();
    try (BufferedReader lines =
        new BufferedReader(new InputStreamReader(open(file), StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (!line.isBlank()) {
          documents.add(document(documents.size(), line));
        }
      }
    }
    return documents;
  }

  private static InputStream open(Path file) throws IOException {
    InputStream in = Files.newInputStream(file);
    return file.toString().endsWith(".gz") ? new GZIPInputStream(in) : in;
  }

  private static SourceDocument document(int docId, String line) {
    try {
      JsonNode node = JSON.readTree(line);
      return node.isObject()
          ? new SourceDocument(docId, node, null)
          : new SourceDocument(docId, null, "the line is no JSON object: " + shortened(line));
    } catch (JsonProcessingException e) {
      String problem = "the line is not JSON: " + e.getOriginalMessage() + ": " + shortened(line);
      return new SourceDocument(docId, null, problem);
    }
  }

  private static String shortened(String line) {
    return line.length() <= 80 ? line : line.substring(0, 77) + "...";
  }
}
