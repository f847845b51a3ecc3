package dev.assay.eval.function;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.assay.core.python.PythonPattern;
import dev.assay.core.text.PythonText;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Rows of a file of prompts: {@code prompt}, and where they are there {@code id}, {@code category},
 * {@code label} (safe or unsafe), {@code must_match} and {@code must_not_match} (a regular
 * expression, or a list of them).
 */
final class PromptRows {
  private static final List<String> LABELS = List.of("safe", "unsafe");

  private PromptRows() {}

  static Map<String, TaskFunction> functions() {
    return Map.of(
        "prompt_rows", new TaskFunction.OfRows(document -> Optional.of(checked(document))));
  }

  private static ObjectNode checked(ObjectNode document) {
    String prompt = Columns.text(document, "prompt");
    if (PythonText.strip(prompt).isEmpty()) {
      throw new DocumentException("empty_prompt", "column 'prompt' is empty");
    }
    ObjectNode row = document.objectNode().put("prompt", prompt);
    row.putObject(Traits.COLUMN);
    for (String column : List.of("id", "category", "label")) {
      String trait = given(document, column) ? document.get(column).asText() : "";
      if (!trait.isEmpty()) {
        Traits.put(row, column, trait);
      }
    }
    String label = row.get(Traits.COLUMN).path("label").asText(null);
    if (label != null && !LABELS.contains(label)) {
      throw new DocumentException(
          "bad_field", "column 'label' is '" + label + "', none of " + LABELS);
    }
    for (String column : List.of("must_match", "must_not_match")) {
      Columns.with(row, column, patterns(document, column));
    }
    return row;
  }

  private static boolean given(ObjectNode document, String column) {
    return document.hasNonNull(column);
  }

  private static List<String> patterns(ObjectNode document, String column) {
    if (!given(document, column)) {
      return List.of();
    }
    List<String> patterns = new ArrayList<>();
    JsonNode value = document.get(column);
    for (JsonNode one : value.isArray() ? value : List.of(value)) {
      if (!one.asText().isEmpty()) {
        patterns.add(pattern(column, one.asText()));
      }
    }
    return patterns;
  }

  private static String pattern(String column, String pattern) {
    try {
      PythonPattern.of(pattern);
      return pattern;
    } catch (IllegalArgumentException e) {
      throw new DocumentException("bad_pattern", "column '" + column + "': " + e.getMessage());
    }
  }
}
