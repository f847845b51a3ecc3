package dev.assay.eval.prompt;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.assay.eval.function.DocumentException;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Between JSON and the values that templates and Python's literals are made of. */
final class PythonValues {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private PythonValues() {}

  static Object of(JsonNode json) {
    if (json.isArray()) {
      List<Object> list = new ArrayList<>(json.size());
      json.forEach(element -> list.add(of(element)));
      return list;
    }
    if (json.isObject()) {
      Map<String, Object> map = new LinkedHashMap<>();
      for (Map.Entry<String, JsonNode> entry : json.properties()) {
        map.put(entry.getKey(), of(entry.getValue()));
      }
      return map;
    }
    if (json.isNumber()) {
      return json.isIntegralNumber() ? integer(json) : (Object) json.doubleValue();
    }
    if (json.isBoolean()) {
      return json.booleanValue();
    }
    return json.isNull() ? null : json.asText();
  }

  private static Object integer(JsonNode json) {
    return json.canConvertToLong() ? (Object) json.longValue() : json.bigIntegerValue();
  }

  /**
   * A literal's value.
   *
   * @throws DocumentException if it is neither a text, a number, a truth value, None, nor a list or
   *     dictionary of such
   */
  static JsonNode json(Object value) {
    if (value == null) {
      return JSON.nullNode();
    }
    if (value instanceof String || value instanceof StringBuilder) {
      return JSON.textNode(value.toString());
    }
    if (value instanceof Boolean flag) {
      return JSON.booleanNode(flag);
    }
    if (value instanceof Integer || value instanceof Long) {
      long number = ((Number) value).longValue();
      return number == (int) number ? JSON.numberNode((int) number) : JSON.numberNode(number);
    }
    if (value instanceof BigInteger number) {
      return number.bitLength() < Integer.SIZE
          ? JSON.numberNode(number.intValue())
          : JSON.numberNode(number);
    }
    if (value instanceof Double number) {
      return JSON.numberNode(number);
    }
    return collection(value);
  }

  private static JsonNode collection(Object value) {
    if (value instanceof Iterable<?> elements) {
      ArrayNode array = JSON.arrayNode();
      elements.forEach(element -> array.add(json(element)));
      return array;
    }
    if (value instanceof Map<?, ?> map) {
      ObjectNode object = JSON.objectNode();
      map.forEach((key, element) -> object.set(String.valueOf(key), json(element)));
      return object;
    }
    throw new DocumentException("bad_literal", "no value of a document: " + value);
  }
}
