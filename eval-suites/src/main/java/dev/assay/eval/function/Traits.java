package dev.assay.eval.function;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.stream.Collectors;

/** What a document tells its scores, beside which choice is right: an object of texts. */
final class Traits {
  static final String COLUMN = "traits";

  private Traits() {}

  /** Adds one. */
  static void put(ObjectNode document, String name, String value) {
    document.withObjectProperty(COLUMN).put(name, value);
  }

  /** Adds indices of choices, with spaces between them. */
  static void put(ObjectNode document, String name, List<Integer> indices) {
    put(document, name, indices.stream().map(String::valueOf).collect(Collectors.joining(" ")));
  }
}
