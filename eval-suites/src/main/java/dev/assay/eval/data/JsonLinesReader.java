package dev.assay.eval.data;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * JSON Lines: {@code .jsonl}, {@code .json} with one object per line, and both with {@code .gz}.
 * Blank lines are no rows; a line that is not UTF-8 or not a JSON object is a broken row.
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
    try (Utf8Lines lines = Utf8Lines.open(file)) {
      for (Utf8Lines.Line line = lines.next(); line != null; line = lines.next()) {
        if (line.text() == null) {
          documents.add(new SourceDocument(documents.size(), null, "the line is not UTF-8"));
        } else if (!line.text().isBlank()) {
          documents.add(document(documents.size(), line.text()));
        }
      }
    }
    return documents;
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
