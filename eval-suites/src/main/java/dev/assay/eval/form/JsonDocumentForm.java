package dev.assay.eval.form;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.assay.eval.document.Document;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One JSON value: an array of objects, each a row; an object with such an array as {@code data} or,
 * in BIG-bench's files, {@code examples}; or an object whose entries are rows with the columns
 * {@code key} and {@code value}.
 */
final class JsonDocumentForm implements FileForm {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final List<String> LISTS = List.of("data", "examples");

  @Override
  public String label() {
    return "json";
  }

  @Override
  public List<String> endings() {
    return List.of(".json");
  }

  @Override
  public boolean mayBegin(FileHead head) {
    return head.isJsonObject() || head.isJsonArray();
  }

  @Override
  public List<Document> read(SourceFile file) throws IOException {
    try (InputStream in = file.open();
        JsonParser parser = JSON.createParser(in)) {
      List<Document> rows = new ArrayList<>();
      if (parser.nextToken() == JsonToken.START_ARRAY) {
        elements(parser, rows);
      } else {
        members(JSON.readTree(parser), rows);
      }
      if (parser.nextToken() != null) {
        throw new IOException("after the one JSON value stands another");
      }
      return rows;
    }
  }

  /** One by one: the array is never in memory as a whole. */
  private static void elements(JsonParser parser, List<Document> rows) throws IOException {
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      if (parser.currentToken() == null) {
        throw new IOException("the array has no end");
      }
      rows.add(row(rows.size(), JSON.readTree(parser)));
    }
  }

  private static void members(JsonNode value, List<Document> rows) throws IOException {
    if (value == null || !value.isObject()) {
      throw new IOException("neither an array nor an object");
    }
    Optional<JsonNode> listed = listed(value);
    if (listed.isPresent()) {
      listed.get().forEach(element -> rows.add(row(rows.size(), element)));
      return;
    }
    for (Map.Entry<String, JsonNode> entry : value.properties()) {
      ObjectNode row = JSON.createObjectNode().put("key", entry.getKey());
      row.set("value", entry.getValue());
      rows.add(new Document(rows.size(), row, null));
    }
  }

  /** The rows that an object lists; empty where it lists none. */
  static Optional<JsonNode> listed(JsonNode object) {
    return LISTS.stream().map(object::path).filter(list -> list.path(0).isObject()).findFirst();
  }

  private static Document row(int number, JsonNode element) {
    return element instanceof ObjectNode fields
        ? new Document(number, fields, null)
        : new Document(number, null, "the element is no JSON object");
  }
}
