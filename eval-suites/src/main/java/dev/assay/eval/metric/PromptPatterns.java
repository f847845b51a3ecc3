package dev.assay.eval.metric;

import dev.assay.core.error.AssayException;
import dev.assay.core.python.PythonPattern;
import dev.assay.eval.item.Reference;
import dev.assay.eval.metric.ItemValue.Portion;

/** Regular expressions that answers to a prompt have to hold, or must not hold. */
final class PromptPatterns {
  private PromptPatterns() {}

  /**
   * The completions that hold every pattern that they must and none that they must not; nothing
   * where there are no patterns.
   *
   * @throws AssayException REQUEST for a pattern that is none, or backtracks without end
   */
  static Portion met(ScoredTexts texts, Reference.Traits traits) {
    if (traits.mustMatch().isEmpty() && traits.mustNotMatch().isEmpty()) {
      return Portion.of(0, 0);
    }
    long met =
        texts.texts().stream()
            .filter(
                text ->
                    traits.mustMatch().stream().allMatch(pattern -> holds(pattern, text))
                        && traits.mustNotMatch().stream()
                            .noneMatch(pattern -> holds(pattern, text)))
            .count();
    return Portion.of(met, texts.texts().size());
  }

  private static boolean holds(String pattern, String text) {
    try {
      return PythonPattern.of(pattern).findBounded(text);
    } catch (IllegalArgumentException e) {
      throw AssayException.request(
          "bad_pattern",
          "an answer cannot be held against the pattern of its prompt",
          e.getMessage(),
          "correct the pattern");
    }
  }
}
