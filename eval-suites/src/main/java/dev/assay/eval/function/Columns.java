package dev.assay.eval.function;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Columns of a document, read as what a function needs. */
final class Columns {
  private Columns() {}

  /** The document has the column, perhaps null. */
  static JsonNode value(JsonNode document, String column) {
    JsonNode value = document.get(column);
    if (value == null) {
      throw new DocumentException("missing_field", "there is no column '" + column + "'");
    }
    return value;
  }

  static String text(JsonNode document, String column) {
    return text(value(document, column), "column '" + column + "'", "a text");
  }

  private static String text(JsonNode value, String what, String wanted) {
    if (!value.isTextual()) {
      throw new DocumentException("bad_field", what + " holds no " + wanted + ": " + value);
    }
    return value.textValue();
  }

  /** A text, or an empty one where the column is null. */
  static String textOrEmpty(JsonNode document, String column) {
    return value(document, column).isNull() ? "" : text(document, column);
  }

  static List<String> texts(JsonNode document, String column) {
    List<String> texts = new ArrayList<>();
    for (JsonNode element : list(document, column)) {
      texts.add(text(element, "column '" + column + "'", "list of texts"));
    }
    return texts;
  }

  static JsonNode list(JsonNode document, String column) {
    JsonNode value = value(document, column);
    if (!value.isArray()) {
      throw new DocumentException("bad_field", "column '" + column + "' holds no list: " + value);
    }
    return value;
  }

  /** Where a text is in a list of all that it can be. */
  static int index(JsonNode document, String column, List<String> known) {
    String text = text(document, column);
    int index = known.indexOf(text);
    if (index < 0) {
      throw new DocumentException(
          "bad_field", "column '" + column + "' is '" + text + "', none of " + known);
    }
    return index;
  }

  /** Python's {@code int(value)}. */
  static long integer(JsonNode document, String column) {
    JsonNode value = value(document, column);
    if (value.isIntegralNumber()) {
      return value.longValue();
    }
    try {
      return Long.parseLong(value.asText().strip());
    } catch (NumberFormatException e) {
      throw new DocumentException(
          "bad_field", "column '" + column + "' is " + value + ", no whole number");
    }
  }

  static ArrayNode array(Collection<String> texts) {
    ArrayNode array = JsonNodeFactory.instance.arrayNode();
    texts.forEach(array::add);
    return array;
  }

  static ObjectNode with(ObjectNode document, String column, Collection<String> texts) {
    return document.set(column, array(texts));
  }
}
