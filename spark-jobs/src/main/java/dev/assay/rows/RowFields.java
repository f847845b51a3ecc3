package dev.assay.rows;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.assay.core.error.AssayException;
import java.util.ArrayList;
import java.util.List;

/** The fields of a row, each of the type that is wanted or an error of that row. */
record RowFields(ObjectNode row) {
  /** A field that is null counts as missing. */
  boolean has(String name) {
    return row.hasNonNull(name);
  }

  String text(String name) {
    return text(name, present(name), "a string");
  }

  /** At least one string. */
  List<String> texts(String name) {
    List<String> texts = new ArrayList<>();
    for (JsonNode text : list(name, "a list of strings, at least one")) {
      texts.add(text(name, text, "a list of strings, at least one"));
    }
    return texts;
  }

  int[] ids(String name) {
    return ids(name, present(name), "a list of token ids");
  }

  /** At least one list of token ids. */
  List<int[]> idLists(String name) {
    List<int[]> lists = new ArrayList<>();
    for (JsonNode ids : list(name, "a list of lists of token ids, at least one")) {
      lists.add(ids(name, ids, "a list of lists of token ids, at least one"));
    }
    return lists;
  }

  ObjectNode object(String name) {
    if (!(present(name) instanceof ObjectNode object)) {
      throw wrong(name, "a JSON object", present(name));
    }
    return object;
  }

  /** A list, which may be empty. */
  ArrayNode array(String name) {
    if (!(present(name) instanceof ArrayNode array)) {
      throw wrong(name, "a list", present(name));
    }
    return array;
  }

  private List<String> names() {
    List<String> names = new ArrayList<>();
    row.fieldNames().forEachRemaining(names::add);
    return names;
  }

  private JsonNode present(String name) {
    if (!has(name)) {
      throw AssayException.request(
          "missing_field",
          "the row has no field '" + name + "'",
          "its fields are " + String.join(", ", names()),
          "add it");
    }
    return row.get(name);
  }

  private JsonNode list(String name, String wanted) {
    JsonNode list = present(name);
    if (!list.isArray() || list.isEmpty()) {
      throw wrong(name, wanted, list);
    }
    return list;
  }

  private static String text(String name, JsonNode value, String wanted) {
    if (!value.isTextual()) {
      throw wrong(name, wanted, value);
    }
    return value.textValue();
  }

  private static int[] ids(String name, JsonNode value, String wanted) {
    if (!value.isArray()) {
      throw wrong(name, wanted, value);
    }
    int[] ids = new int[value.size()];
    for (int i = 0; i < ids.length; i++) {
      JsonNode id = value.get(i);
      if (!id.isIntegralNumber() || !id.canConvertToInt()) {
        throw wrong(name, wanted, id);
      }
      ids[i] = id.intValue();
    }
    return ids;
  }

  private static AssayException wrong(String name, String wanted, JsonNode found) {
    String text = found.toString();
    String shown = text.length() <= 80 ? text : text.substring(0, 77) + "...";
    return AssayException.request(
        "wrong_field", "the field '" + name + "' is wrong", "it holds " + shown, "give " + wanted);
  }
}
