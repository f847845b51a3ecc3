package dev.assay.eval.form;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.assay.eval.document.Document;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * One JSON object per line. Blank lines are no rows; a line that is not UTF-8, not a JSON object or
 * too long is a broken row.
 */
final class JsonLinesForm implements FileForm {
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  @Override
  public String label() {
    return "jsonl";
  }

  @Override
  public List<String> endings() {
    return List.of(".jsonl", ".json", ".ndjson");
  }

  @Override
  public boolean mayBegin(FileHead head) {
    return head.isJsonObject();
  }

  @Override
  public List<Document> read(SourceFile file) throws IOException {
    List<Document> documents = new ArrayList<>();
    try (Utf8Lines lines = Utf8Lines.open(file)) {
      for (Utf8Lines.Line line = lines.next(); line != null; line = lines.next()) {
        if (line.text() == null) {
          documents.add(new Document(documents.size(), null, "the line " + line.error()));
        } else if (!line.text().isBlank()) {
          documents.add(document(documents.size(), line.text()));
        }
      }
    }
    if (!file.endsWith(".jsonl")
        && !documents.isEmpty()
        && documents.stream().allMatch(Document::broken)) {
      throw new IOException("no line is a JSON object");
    }
    if (!file.endsWith(".jsonl")
        && documents.size() == 1
        && JsonDocumentForm.listed(documents.get(0).fields()).isPresent()) {
      throw new IOException("the one line is an object that lists rows");
    }
    return documents;
  }

  private static Document document(int number, String line) {
    try {
      JsonNode node = JSON.readTree(line);
      return node instanceof ObjectNode fields
          ? new Document(number, fields, null)
          : new Document(number, null, "the line is no JSON object: " + shortened(line));
    } catch (JsonProcessingException e) {
      String problem = "the line is not JSON: " + e.getOriginalMessage() + ": " + shortened(line);
      return new Document(number, null, problem);
    }
  }

  private static String shortened(String line) {
    return line.length() <= 80 ? line : line.substring(0, 77) + "...";
  }
}
