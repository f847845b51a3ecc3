package dev.assay.eval.mathematics;

import dev.assay.core.python.PythonPattern;
import java.util.Optional;
import java.util.regex.MatchResult;

/** When two answers are equal by their stripped forms, as two sets' authors compare them. */
public final class StrippedEquality {
  private static final PythonPattern DOLLARS = PythonPattern.of("\\$(.*)\\$");
  private static final PythonPattern NUMBER =
      PythonPattern.of("(?:\\$)?\\d+(?:\\.\\d+)?(?![\\w\\d])");

  private StrippedEquality() {}

  /**
   * MATH's comparison: what stands between a completion's first and last dollar sign, or all of it
   * where there are not two (lm_eval/tasks/hendrycks_math/utils.py, process_results).
   */
  public static boolean ofMath(String completion, String right) {
    int first = completion.indexOf('$');
    int last = completion.lastIndexOf('$');
    String answer = first == last ? completion : completion.substring(first + 1, last);
    return equal(Optional.of(answer), Optional.of(right), true);
  }

  /**
   * AGIEval's comparison, which looks for an answer on both sides: in the last box, else between
   * dollar signs, else after the last equals sign, else the last number, without its sign
   * (lm_eval/tasks/agieval/utils.py, is_equiv and parse_math_answer). Where neither side has one
   * they are equal.
   */
  public static boolean ofAgieval(String completion, String right) {
    return equal(parsed(completion), parsed(right), false);
  }

  private static boolean equal(Optional<String> one, Optional<String> other, boolean strict) {
    Optional<String> stripped = one.flatMap(text -> StrippedAnswer.of(text, strict));
    Optional<String> otherStripped = other.flatMap(text -> StrippedAnswer.of(text, strict));
    return stripped.isPresent() && otherStripped.isPresent()
        ? stripped.equals(otherStripped)
        : one.equals(other);
  }

  static Optional<String> parsed(String text) {
    if (text.contains("\\boxed")) {
      return BoxedAnswer.braced(text).map(StrippedEquality::afterEquals);
    }
    return last(DOLLARS, text)
        .map(match -> afterEquals(match.group(1)))
        .filter(answer -> !answer.isEmpty())
        .or(() -> withoutDollars(text));
  }

  private static Optional<String> withoutDollars(String text) {
    if (text.contains("=")) {
      String answer = afterEquals(text).replaceAll("\\.+\\z", "");
      int lineEnd = answer.indexOf("\\n");
      return Optional.of(lineEnd < 0 ? answer : answer.substring(0, lineEnd));
    }
    return last(NUMBER, text).map(MatchResult::group);
  }

  private static Optional<MatchResult> last(PythonPattern pattern, String text) {
    return pattern.matcher(text).results().reduce((one, next) -> next);
  }

  /** All where there is no equals sign. */
  private static String afterEquals(String text) {
    int at = text.lastIndexOf('=');
    return at < 0 ? text : text.substring(at + 1).replaceAll("\\A +", "");
  }
}
