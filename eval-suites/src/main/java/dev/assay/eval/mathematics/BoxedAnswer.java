package dev.assay.eval.mathematics;

import java.util.Optional;

/**
 * What stands in the last box of a solution written in LaTeX (Hendrycks et al., 2021,
 * math_equivalence; lm_eval/tasks/hendrycks_math/utils.py, remove_boxed and
 * last_boxed_only_string).
 */
public final class BoxedAnswer {
  private static final String BOXED = "\\boxed";
  private static final String SPACED = BOXED + " ";

  private BoxedAnswer() {}

  /** Empty where there is no box, or it has no end. */
  public static Optional<String> of(String solution) {
    int spaced = solution.lastIndexOf(SPACED);
    if (spaced >= 0) {
      String rest = solution.substring(spaced + SPACED.length());
      int dollar = rest.indexOf('$');
      return Optional.of(dollar < 0 ? rest : rest.substring(0, dollar));
    }
    return braced(solution);
  }

  /** Empty where the last box is not written in braces that close. */
  static Optional<String> braced(String text) {
    int from = text.lastIndexOf(BOXED);
    if (from < 0 || !text.startsWith("{", from + BOXED.length())) {
      return Optional.empty();
    }
    int open = 0;
    for (int i = from; i < text.length(); i++) {
      open += text.charAt(i) == '{' ? 1 : text.charAt(i) == '}' ? -1 : 0;
      if (open == 0 && text.charAt(i) == '}') {
        return Optional.of(text.substring(from + BOXED.length() + 1, i));
      }
    }
    return Optional.empty();
  }
}
