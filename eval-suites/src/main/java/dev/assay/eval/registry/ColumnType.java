package dev.assay.eval.registry;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BigIntegerNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The type of a column, named as Spark SQL names it: {@code string}, {@code bigint}, {@code
 * double}, {@code boolean}, {@code array<…>}, {@code struct<name:…>}; and {@code json}, any JSON
 * value.
 *
 * <p>A value has one canonical form, whatever form of file it was read from: the text {@code 3} in
 * a {@code bigint} column is the number 3. Null, and what is not there, is null.
 */
public sealed interface ColumnType {

  /**
   * The canonical form of a value.
   *
   * @throws IllegalArgumentException if the value does not have this type
   */
  JsonNode canonical(JsonNode value);

  /**
   * The type with this name.
   *
   * @throws IllegalArgumentException if the text names no type
   */
  @JsonCreator
  static ColumnType named(String name) {
    return ColumnTypeReader.type(name);
  }

  /** Texts; a number or truth value becomes its text. */
  record Text() implements ColumnType {
    @Override
    public JsonNode canonical(JsonNode value) {
      return absent(value) ? NullNode.instance : TextNode.valueOf(scalar(value, this));
    }

    @Override
    public String toString() {
      return "string";
    }
  }

  /** Whole numbers. */
  record WholeNumber() implements ColumnType {
    @Override
    public JsonNode canonical(JsonNode value) {
      if (absent(value)) {
        return NullNode.instance;
      }
      try {
        return BigIntegerNode.valueOf(new BigDecimal(scalar(value, this)).toBigIntegerExact());
      } catch (ArithmeticException | NumberFormatException e) {
        throw unfit(value, this);
      }
    }

    @Override
    public String toString() {
      return "bigint";
    }
  }

  /** Numbers in double precision. */
  record FloatingPoint() implements ColumnType {
    @Override
    public JsonNode canonical(JsonNode value) {
      if (absent(value)) {
        return NullNode.instance;
      }
      try {
        return exact(Double.parseDouble(scalar(value, this)));
      } catch (NumberFormatException e) {
        throw unfit(value, this);
      }
    }

    @Override
    public String toString() {
      return "double";
    }
  }

  /** Truth values. */
  record Truth() implements ColumnType {
    @Override
    public JsonNode canonical(JsonNode value) {
      if (absent(value)) {
        return NullNode.instance;
      }
      return switch (scalar(value, this).toLowerCase(Locale.ROOT)) {
        case "true" -> BooleanNode.TRUE;
        case "false" -> BooleanNode.FALSE;
        default -> throw unfit(value, this);
      };
    }

    @Override
    public String toString() {
      return "boolean";
    }
  }

  /** Sequences of one type. */
  record Sequence(ColumnType element) implements ColumnType {
    @Override
    public JsonNode canonical(JsonNode value) {
      if (absent(value)) {
        return NullNode.instance;
      }
      if (!value.isArray()) {
        throw unfit(value, this);
      }
      ArrayNode elements = JsonNodeFactory.instance.arrayNode();
      value.forEach(each -> elements.add(element.canonical(each)));
      return elements;
    }

    @Override
    public String toString() {
      return "array<" + element + ">";
    }
  }

  /** Named fields, in this order whatever order they are written in. */
  record Structure(List<Column> fields) implements ColumnType {
    public Structure {
      fields = List.copyOf(fields);
    }

    @Override
    public JsonNode canonical(JsonNode value) {
      if (absent(value)) {
        return NullNode.instance;
      }
      if (!value.isObject()) {
        throw unfit(value, this);
      }
      ObjectNode structure = JsonNodeFactory.instance.objectNode();
      for (Column field : fields) {
        structure.set(field.name(), field.type().canonical(value.get(field.name())));
      }
      return structure;
    }

    @Override
    public String toString() {
      return "struct<"
          + String.join(",", fields.stream().map(f -> f.name() + ":" + f.type()).toList())
          + ">";
    }
  }

  /** Any JSON value, members in the order they are written in. */
  record Json() implements ColumnType {
    @Override
    public JsonNode canonical(JsonNode value) {
      if (absent(value)) {
        return NullNode.instance;
      }
      if (value.isArray()) {
        ArrayNode elements = JsonNodeFactory.instance.arrayNode();
        value.forEach(each -> elements.add(canonical(each)));
        return elements;
      }
      if (value.isObject()) {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        for (Map.Entry<String, JsonNode> member : value.properties()) {
          object.set(member.getKey(), canonical(member.getValue()));
        }
        return object;
      }
      return value.isFloatingPointNumber() ? exact(value.doubleValue()) : value;
    }

    @Override
    public String toString() {
      return "json";
    }
  }

  private static boolean absent(JsonNode value) {
    return value == null || value.isNull() || value.isMissingNode();
  }

  private static String scalar(JsonNode value, ColumnType type) {
    if (!value.isValueNode()) {
      throw unfit(value, type);
    }
    return value.asText();
  }

  /** The shortest decimal of a double differs between JDKs; its exact value does not. */
  private static JsonNode exact(double value) {
    if (!Double.isFinite(value)) {
      return TextNode.valueOf(String.valueOf(value));
    }
    return DecimalNode.valueOf(new BigDecimal(value));
  }

  private static IllegalArgumentException unfit(JsonNode value, ColumnType type) {
    String text = value.toString();
    return new IllegalArgumentException(
        "is " + (text.length() <= 60 ? text : text.substring(0, 57) + "...") + ", no " + type);
  }
}
