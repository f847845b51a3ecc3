package dev.assay.core.jinja.value;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Java's and Jackson's values as Python's. */
public final class FromJava {
  private FromJava() {}

  /**
   * @throws IllegalArgumentException for a value that is no data
   */
  public static Object value(Object value) {
    if (value == null) {
      return None.NONE;
    }
    if (value instanceof JsonNode node) {
      return json(node);
    }
    if (value instanceof Map<?, ?> map) {
      Map<Object, Object> converted = new LinkedHashMap<>();
      map.forEach((key, element) -> converted.put(value(key), value(element)));
      return converted;
    }
    if (value instanceof List<?> list) {
      List<Object> converted = new ArrayList<>(list.size());
      list.forEach(element -> converted.add(value(element)));
      return converted;
    }
    if (value instanceof Integer || value instanceof Short || value instanceof Byte) {
      return ((Number) value).longValue();
    }
    if (value instanceof Float real) {
      return real.doubleValue();
    }
    if (value instanceof BigInteger big) {
      return Numbers.of(big);
    }
    if (value instanceof String
        || value instanceof Boolean
        || value instanceof Long
        || value instanceof Double
        || value instanceof None
        || value instanceof Callable
        || value instanceof Attributes) {
      return value;
    }
    throw new IllegalArgumentException("templates know no values of " + value.getClass());
  }

  private static Object json(JsonNode node) {
    if (node.isTextual()) {
      return node.textValue();
    }
    if (node.isObject()) {
      Map<Object, Object> map = new LinkedHashMap<>();
      node.properties().forEach(entry -> map.put(entry.getKey(), json(entry.getValue())));
      return map;
    }
    if (node.isArray()) {
      List<Object> list = new ArrayList<>(node.size());
      node.forEach(element -> list.add(json(element)));
      return list;
    }
    if (node.isBoolean()) {
      return node.booleanValue();
    }
    if (node.isIntegralNumber()) {
      return Numbers.of(node.bigIntegerValue());
    }
    return node.isNumber() ? (Object) node.doubleValue() : None.NONE;
  }
}
