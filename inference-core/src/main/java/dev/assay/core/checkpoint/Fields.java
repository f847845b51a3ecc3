package dev.assay.core.checkpoint;

import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.core.error.AssayException;
import java.nio.file.Path;
import java.util.List;

/** Typed access to a configuration file, with errors that name file, key and value. */
record Fields(Path file, JsonNode node) {
  /** More than any model is wide: bounds products of sizes before they are taken. */
  static final int MOST = 1 << 20;

  /** More than any vocabulary or text is long. */
  static final int MOST_TOKENS = 1 << 24;

  private static final int LONGEST_SHOWN = 100;

  boolean has(String key) {
    return node.hasNonNull(key);
  }

  /** A positive integer of at most {@code most}. */
  int size(String key, int most) {
    if (!has(key)) {
      throw missing(key);
    }
    return size(key, 0, most);
  }

  /** A positive integer; {@code otherwise} where the key is absent or null. */
  int size(String key, int otherwise, int most) {
    if (!has(key)) {
      return otherwise;
    }
    JsonNode value = node.get(key);
    if (!value.isIntegralNumber() || !value.canConvertToInt() || value.intValue() < 1) {
      throw wrong(key, "a positive integer");
    }
    if (value.intValue() > most) {
      throw wrong(key, "an integer of at most " + most);
    }
    return value.intValue();
  }

  /** A number that is not negative and that float32 holds. */
  double number(String key, double otherwise) {
    if (!has(key)) {
      return otherwise;
    }
    double value = node.get(key).isNumber() ? node.get(key).doubleValue() : -1;
    if (!(value >= 0 && value <= Float.MAX_VALUE)) {
      throw wrong(key, "a number that is not negative");
    }
    return value;
  }

  double positiveNumber(String key, double otherwise) {
    double value = number(key, otherwise);
    if ((float) value == 0f) {
      throw wrong(key, "a positive number");
    }
    return value;
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
          file + " asks for " + key + " '" + shown(value) + "'",
          "computed are: " + String.join(", ", supported),
          "use a model of a supported kind");
    }
  }

  /** A value as an error shows it: cut where it is long. */
  static String shown(String value) {
    return value.length() <= LONGEST_SHOWN ? value : value.substring(0, LONGEST_SHOWN) + "…";
  }

  AssayException missing(String key) {
    return ModelErrors.of(
        file + " has no '" + key + "'",
        "the model's size cannot be known without it",
        "fetch the model's config.json again");
  }

  AssayException wrong(String key, String wanted) {
    return ModelErrors.of(
        file + " has '" + key + "': " + shown(String.valueOf(node.get(key))),
        "wanted is " + wanted,
        "fetch the model's config.json again");
  }
}
