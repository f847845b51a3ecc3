package dev.assay.eval.form;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.assay.eval.data.PlainBytes;
import dev.assay.eval.data.SourceDocument;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * One JSON value: an array of objects, each a row, or an object whose entries are rows with the
 * columns {@code key} and {@code value}.
 */
final class JsonDocumentForm implements FileForm {
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  @Override
  public String label() {
    return "json";
  }

  @Override
  public boolean mayBegin(FileHead head) {
    return head.isJsonObject() || head.isJsonArray();
  }

  @Override
  public List<SourceDocument> read(Path file) throws IOException {
    JsonNode value;
    try (InputStream in = PlainBytes.open(file)) {
      value = JSON.readTree(in);
    }
    List<SourceDocument> rows = new ArrayList<>();
    if (value.isArray()) {
      for (JsonNode row : value) {
        boolean fits = row.isObject();
        rows.add(
            new SourceDocument(
                rows.size(), fits ? row : null, fits ? null : "the element is no JSON object"));
      }
    } else {
      for (Map.Entry<String, JsonNode> entry : value.properties()) {
        ObjectNode row = JSON.createObjectNode().put("key", entry.getKey());
        row.set("value", entry.getValue());
        rows.add(new SourceDocument(rows.size(), row, null));
      }
    }
    return rows;
  }
}
