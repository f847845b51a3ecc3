package dev.assay.eval.filter;

import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.core.error.AssayException;
import dev.assay.core.error.ErrorKind;
import dev.assay.core.python.PythonPattern;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** A step's arguments, each asked for by name. */
final class StepArguments {
  private final String filter;
  private final FilterDefinition.Step step;
  private final Set<String> asked = new TreeSet<>();

  StepArguments(String filter, FilterDefinition.Step step) {
    this.filter = filter;
    this.step = step;
  }

  /** Null where it is not given. */
  private JsonNode given(String key) {
    asked.add(key);
    JsonNode value = step.arguments().get(key);
    return value == null || value.isNull() ? null : value;
  }

  String text(String key, String otherwise) {
    JsonNode value = given(key);
    if (value != null && !value.isTextual()) {
      throw bad(key, value, "a text");
    }
    return value == null ? otherwise : value.textValue();
  }

  int number(String key) {
    JsonNode value = given(key);
    if (value == null || !value.isInt()) {
      throw bad(key, value, "a whole number");
    }
    return value.intValue();
  }

  int number(String key, int otherwise) {
    return given(key) == null ? otherwise : number(key);
  }

  boolean flag(String key) {
    JsonNode value = given(key);
    if (value != null && !value.isBoolean()) {
      throw bad(key, value, "true or false");
    }
    return value != null && value.booleanValue();
  }

  PythonPattern pattern(String key, String otherwise) {
    return compiled(key, text(key, otherwise));
  }

  List<PythonPattern> patterns(String key) {
    JsonNode value = given(key);
    List<PythonPattern> patterns = new ArrayList<>();
    if (value != null) {
      for (JsonNode one : value) {
        patterns.add(compiled(key, one.asText()));
      }
    }
    return patterns;
  }

  JsonNode object(String key) {
    JsonNode value = given(key);
    if (value != null && !value.isObject()) {
      throw bad(key, value, "a mapping");
    }
    return value;
  }

  /** As Python writes it: what a mapping may hold. */
  String written(String key, String otherwise) {
    JsonNode value = given(key);
    return value == null ? otherwise : written(value);
  }

  static String written(JsonNode value) {
    return value.isBoolean() ? (value.booleanValue() ? "True" : "False") : value.asText();
  }

  PythonPattern compiled(String key, String pattern) {
    try {
      return PythonPattern.of(pattern);
    } catch (IllegalArgumentException e) {
      throw new AssayException(
          ErrorKind.USAGE,
          "'" + key + "' of step '" + step.function() + "' in filter '" + filter + "'",
          e.getMessage(),
          "correct the task's file",
          e);
    }
  }

  private AssayException bad(String key, JsonNode value, String wanted) {
    return new AssayException(
        ErrorKind.USAGE,
        "'" + key + "' of step '" + step.function() + "' in filter '" + filter + "' is " + value,
        "it has to be " + wanted,
        "correct the task's file");
  }

  /**
   * @throws AssayException if an argument was given that nothing asked for
   */
  void allKnown() {
    for (String key : new TreeSet<>(step.arguments().keySet())) {
      if (!asked.contains(key)) {
        throw new AssayException(
            ErrorKind.USAGE,
            "step '" + step.function() + "' of filter '" + filter + "' has the key '" + key + "'",
            "it has no such argument",
            asked.isEmpty() ? "leave it out" : "use " + String.join(", ", asked));
      }
    }
  }
}
