package dev.assay.eval.dataset;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.assay.eval.document.Document;
import dev.assay.eval.registry.Column;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Gives texts between delimiters the types that the Hugging Face library's CSV reader (pandas'
 * {@code read_csv}) gives them: a column is of whole numbers, numbers or truth values if all its
 * values are, of texts otherwise.
 */
final class DelimitedTypes {
  /** What pandas takes for a missing value. */
  private static final Set<String> MISSING =
      Set.of(
          "",
          "#N/A",
          "#N/A N/A",
          "#NA",
          "-1.#IND",
          "-1.#QNAN",
          "-NaN",
          "-nan",
          "1.#IND",
          "1.#QNAN",
          "<NA>",
          "N/A",
          "NA",
          "NULL",
          "NaN",
          "None",
          "n/a",
          "nan",
          "null");

  private static final Pattern WHOLE = Pattern.compile("\\s*[+-]?[0-9]{1,18}\\s*");

  private static final Pattern NUMBER =
      Pattern.compile("\\s*[+-]?([0-9]+\\.?[0-9]*|\\.[0-9]+)([eE][+-]?[0-9]+)?\\s*");

  private static final Set<String> TRUTHS =
      Set.of("True", "False", "TRUE", "FALSE", "true", "false");

  private DelimitedTypes() {}

  private enum Kind {
    WHOLE,
    NUMBER,
    TRUTH,
    TEXT
  }

  /**
   * @param columns whose types are known; null where the texts tell
   */
  static List<Document> typed(List<Document> documents, List<Column> columns) {
    return columns == null ? inferred(documents) : known(documents, columns);
  }

  private static List<Document> known(List<Document> documents, List<Column> columns) {
    List<Document> typed = new ArrayList<>();
    for (Document document : documents) {
      Document row = document;
      if (!document.broken()) {
        ObjectNode fields = document.fields().deepCopy();
        try {
          for (Column column : columns) {
            if (fields.has(column.name())) {
              fields.set(column.name(), plain(column.type().canonical(fields.get(column.name()))));
            }
          }
          row = new Document(document.number(), fields, null);
        } catch (IllegalArgumentException e) {
          row = new Document(document.number(), null, "a value " + e.getMessage());
        }
      }
      typed.add(row);
    }
    return typed;
  }

  private static List<Document> inferred(List<Document> documents) {
    Set<String> names = new LinkedHashSet<>();
    documents.stream()
        .filter(document -> !document.broken())
        .forEach(document -> document.fields().fieldNames().forEachRemaining(names::add));
    List<Document> typed = new ArrayList<>();
    for (Document document : documents) {
      typed.add(
          document.broken()
              ? document
              : new Document(document.number(), document.fields().deepCopy(), null));
    }
    for (String name : names) {
      Kind kind = kind(documents, name);
      for (Document document : typed) {
        if (!document.broken()) {
          document.fields().set(name, value(document.fields().get(name), kind));
        }
      }
    }
    return typed;
  }

  private static Kind kind(List<Document> documents, String name) {
    boolean whole = true;
    boolean number = true;
    boolean truth = true;
    boolean missing = false;
    for (Document document : documents) {
      if (!document.broken()) {
        String text = text(document.fields().get(name));
        if (text == null) {
          missing = true;
        } else {
          whole &= WHOLE.matcher(text).matches();
          number &= NUMBER.matcher(text).matches();
          truth &= TRUTHS.contains(text);
        }
      }
    }
    if (truth && number) {
      // No value at all.
      return Kind.TEXT;
    }
    if (truth) {
      return Kind.TRUTH;
    }
    // Where one is missing, pandas makes whole numbers floating-point ones.
    return whole && !missing ? Kind.WHOLE : number ? Kind.NUMBER : Kind.TEXT;
  }

  private static String text(JsonNode value) {
    return value == null || value.isNull() || MISSING.contains(value.asText())
        ? null
        : value.asText();
  }

  private static JsonNode value(JsonNode value, Kind kind) {
    JsonNodeFactory json = JsonNodeFactory.instance;
    String text = text(value);
    if (text == null) {
      return json.nullNode();
    }
    return switch (kind) {
      case WHOLE -> whole(Long.parseLong(text.strip()));
      case NUMBER -> json.numberNode(Double.parseDouble(text));
      case TRUTH -> json.booleanNode(text.equalsIgnoreCase("true"));
      case TEXT -> json.textNode(text);
    };
  }

  /** Numbers as any reader of JSON gives them, not as digests need them. */
  private static JsonNode plain(JsonNode value) {
    if (value.isBigInteger() && value.canConvertToLong()) {
      return whole(value.longValue());
    }
    return value.isBigDecimal() ? JsonNodeFactory.instance.numberNode(value.doubleValue()) : value;
  }

  private static JsonNode whole(long value) {
    JsonNodeFactory json = JsonNodeFactory.instance;
    return value == (int) value ? json.numberNode((int) value) : json.numberNode(value);
  }
}
