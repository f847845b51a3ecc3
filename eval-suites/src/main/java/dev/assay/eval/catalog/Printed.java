package dev.assay.eval.catalog;

import com.fasterxml.jackson.databind.JsonNode;

/** Scalars as Python prints them: {@code True}, {@code None}, {@code 1.0}. */
final class Printed {
  private Printed() {}

  static String of(JsonNode scalar) {
    if (scalar.isNull()) {
      return "None";
    }
    return scalar.isBoolean() ? (scalar.booleanValue() ? "True" : "False") : scalar.asText();
  }
}
