package dev.assay.core.tokenizer;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/** What the {@code post_processor} of a tokenizer.json puts before a text. */
final class PostProcessor {
  private PostProcessor() {}

  /** The special token that a template begins with; empty where it begins with the text. */
  static Optional<String> begin(JsonNode node) {
    switch (TextComponents.type(node)) {
      case "TemplateProcessing":
        JsonNode first = node.path("single").path(0).path("SpecialToken").path("id");
        return first.isTextual() ? Optional.of(first.textValue()) : Optional.empty();
      case "Sequence":
        for (JsonNode step : node.path("processors")) {
          Optional<String> begin = begin(step);
          if (begin.isPresent()) {
            return begin;
          }
        }
        return Optional.empty();
      default:
        return Optional.empty();
    }
  }
}
