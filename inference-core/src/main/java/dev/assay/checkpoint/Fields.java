package dev.assay.checkpoint;

import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.error.AssayException;
import java.nio.file.Path;
import java.util.List;

/** Typed access to a configuration file, with errors that name file, key and value. */
record Fields(Path file, JsonNode node) {
  /** More than any model has of anything: bounds products of sizes before they are taken. */
  private static final int MOST = 1 << 24;

  boolean has(String key) {
    return node.hasNonNull(key);
  }

  int size(String key) {
    if (!has(key)) {
      throw missing(key);
    }
    return size(key, 0);
  }

  /** A positive integer; {@code otherwise} where the key is absent or null. */
  int size(String key, int otherwise) {
    if (!has(key)) {
      return otherwise;
    }
    JsonNode value = node.get(key);
    if (!value.isIntegralNumber() || !value.canConvertToInt() || value.intValue() < 1) {
      throw wrong(key, "a positive integer");
    }
    if (value.intValue() > MOST) {
      throw wrong(key, "an integer of at most " + MOST);
    }
    return value.intValue();
  }

  double number(String key, double otherwise) {
    if (!has(key)) {
      return otherwise;
    }
    if (!node.get(key).isNumber() || !Double.isFinite(node.get(key).doubleValue())) {
      throw wrong(key, "a number");
    }
    return node.get(key).doubleValue();
  }

  boolean flag(String key, boolean otherwise) {
    if (!has(key)) {
      return otherwise;
    }
    if (!node.get(key).isBoolean()) {
      throw wrong(key, "true or false");
    }
    return node.get(key).booleanValue();
  }

  String text(String key, String otherwise) {
    if (!has(key)) {
      return otherwise;
    }
    if (!node.get(key).isTextual()) {
      throw wrong(key, "a string");
    }
    return node.get(key).textValue();
  }

  /** Fails unless a text is one of those that are computed. */
  void require(String key, String value, List<String> supported) {
    if (!supported.contains(value)) {
      throw ModelErrors.of(
          file + " asks for " + key + " '" + value + "'",
          "computed are: " + String.join(", ", supported),
          "use a model of a supported kind");
    }
  }

  AssayException missing(String key) {
    return ModelErrors.of(
        file + " has no '" + key + "'",
        "the model's size cannot be known without it",
        "fetch the model's config.json again");
  }

  AssayException wrong(String key, String wanted) {
    return ModelErrors.of(
        file + " has '" + key + "': " + node.get(key),
        "wanted is " + wanted,
        "fetch the model's config.json again");
  }
}
