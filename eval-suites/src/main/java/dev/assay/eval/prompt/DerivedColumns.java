package dev.assay.eval.prompt;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.samskivert.mustache.MustacheException;
import dev.assay.eval.data.SourceDocument;
import dev.assay.eval.task.DerivedColumn;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A document with the columns that its task derives from it, ready for templates. */
final class DerivedColumns {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final TypeReference<Map<String, Object>> COLUMNS = new TypeReference<>() {};

  private final List<DerivedColumn> definitions;
  private final List<TextTemplate> templates;

  DerivedColumns(List<DerivedColumn> definitions) {
    this.definitions = definitions;
    this.templates = definitions.stream().map(c -> new TextTemplate(c.template())).toList();
  }

  /** What is done with a document's columns. */
  interface Filling<T> {

    /**
     * @param document with its derived columns
     * @param filled the same by name, for templates
     */
    T fill(ObjectNode document, Map<String, Object> filled) throws BrokenDocument;
  }

  /**
   * @throws BrokenDocument if the row is broken, or columns are not what templates need
   */
  <T> T fill(SourceDocument source, Filling<T> filling) throws BrokenDocument {
    if (source.broken()) {
      throw new BrokenDocument("broken_row", source.error());
    }
    ObjectNode document = source.fields().deepCopy();
    try {
      for (int i = 0; i < templates.size(); i++) {
        derive(document, definitions.get(i), templates.get(i));
      }
      return filling.fill(document, JSON.convertValue(document, COLUMNS));
    } catch (MustacheException e) {
      throw new BrokenDocument("missing_field", "a column is missing or null: " + e.getMessage());
    } catch (IllegalArgumentException e) {
      throw new BrokenDocument("bad_field", "a column holds " + e.getMessage());
    }
  }

  private static void derive(ObjectNode document, DerivedColumn column, TextTemplate template)
      throws BrokenDocument {
    if (column.each() != null) {
      ArrayNode values = JSON.createArrayNode();
      for (String element : texts(document.path(column.each()), column.each(), "choices")) {
        put(values, template.fill(element), column);
      }
      document.set(column.name(), values);
      return;
    }
    ArrayNode one = JSON.createArrayNode();
    put(one, template.fill(JSON.convertValue(document, COLUMNS)), column);
    document.set(column.name(), one.get(0));
  }

  private static void put(ArrayNode values, String filled, DerivedColumn column)
      throws BrokenDocument {
    if (column.type() == DerivedColumn.Type.TEXT) {
      values.add(filled);
      return;
    }
    try {
      values.add(Long.parseLong(filled.strip()));
    } catch (NumberFormatException e) {
      throw new BrokenDocument(
          "bad_field", "column " + column.name() + " would be '" + filled + "', no integer");
    }
  }

  /**
   * A value that has to be a list of texts, at least one.
   *
   * @param what they are, in the plural
   */
  static List<String> texts(JsonNode values, String column, String what) throws BrokenDocument {
    String code = "bad_" + what;
    if (!values.isArray() || values.isEmpty()) {
      throw new BrokenDocument(
          code, "column " + column + " holds no list of " + what + ": " + shown(values));
    }
    List<String> texts = new ArrayList<>();
    for (JsonNode value : values) {
      if (!value.isTextual()) {
        throw new BrokenDocument(code, "column " + column + " holds no text: " + value);
      }
      texts.add(value.textValue());
    }
    return texts;
  }

  static String shown(JsonNode value) {
    return value.isMissingNode() ? "missing" : value.toString();
  }
}
