package dev.assay.eval.filter;

import dev.assay.core.python.PythonPattern;
import dev.assay.core.text.PythonText;
import java.util.Locale;
import java.util.regex.MatchResult;

/**
 * A number in digits, else in English words (lm_eval/tasks/bbh/zeroshot/utils.py,
 * NumberParseRegexFilter).
 */
final class NumberStep {
  private static final String ONES = "zero|one|two|three|four|five|";
  private static final String TEENS = "(?:twen|thir|for|fif|six|seven|nine)";
  private static final String REST = "ten|eleven|twelve|fourteen|hundred|thousand|(?:m|b|tr)illion";

  /** The original's groups, some of which take an ending for granted and some do not. */
  private static final PythonPattern WORDS =
      PythonPattern.of(
          "((?:(?:"
              + (ONES + TEENS + "(?:teen|ty)|eight(?:|een|y)|" + REST + ")")
              + ("(?:" + ONES + TEENS + "(?:|teen|ty)|eight(?:een|y)|" + REST)
              + "|[^\\S\\r\\n]|,|and|&)+)?"
              + ("(?:" + ONES + TEENS + "(?:teen|ty)|eight(?:een|y)|" + REST + "))"));

  private NumberStep() {}

  static FilterStep of(StepArguments arguments) {
    RegexStep digits = RegexStep.of(arguments);
    return FilterStep.ofEach(text -> number(digits, text));
  }

  private static String number(RegexStep digits, String text) {
    String written = found(digits.pattern(), digits.select(), text);
    if (!written.isEmpty()) {
      return written;
    }
    String words = found(WORDS, digits.select(), text.toLowerCase(Locale.ROOT));
    return words.isEmpty() ? digits.fallback() : NumberWords.value(words).orElse(digits.fallback());
  }

  private static String found(PythonPattern pattern, int select, String text) {
    MatchResult match = RegexStep.selected(pattern.matcher(text), select);
    String found = match == null ? null : RegexStep.found(match);
    return found == null ? "" : PythonText.strip(found);
  }
}
