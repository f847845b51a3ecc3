package dev.assay.core.tokenizer;

import java.util.List;

/** Rewrites a stretch of text before it is encoded, as tokenizer.json's {@code normalizer} says. */
sealed interface Normalizer {
  String normalize(String text);

  /** Replaces every occurrence of a text. */
  record Replace(String pattern, String content) implements Normalizer {
    @Override
    public String normalize(String text) {
      return text.replace(pattern, content);
    }
  }

  /** Puts a text before every stretch that is not empty. */
  record Prepend(String prefix) implements Normalizer {
    @Override
    public String normalize(String text) {
      return text.isEmpty() ? text : prefix + text;
    }
  }

  /** Unicode's normal form C. */
  record Composed() implements Normalizer {
    @Override
    public String normalize(String text) {
      return Composition.of(text);
    }
  }

  /** One after the other; none at all leaves the text as it is. */
  record Sequence(List<Normalizer> steps) implements Normalizer {
    @Override
    public String normalize(String text) {
      String normalized = text;
      for (Normalizer step : steps) {
        normalized = step.normalize(normalized);
      }
      return normalized;
    }
  }
}
