package dev.assay.eval.metric;

import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.core.error.AssayException;
import dev.assay.core.error.ErrorKind;
import dev.assay.core.python.PythonPattern;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/**
 * The harness's exact_match: answer and right answers are levelled alike, then one has to be equal
 * (lm_eval/api/metrics.py, exact_match_hf_evaluate). It keeps them in numpy's arrays of texts,
 * which shows: a text ends before NULs at its end, and one that grows as it is lowered is cut to
 * the longest of its side.
 */
record ExactMatch(
    List<PythonPattern> ignored,
    boolean ignoreCase,
    boolean ignorePunctuation,
    boolean ignoreNumbers) {
  private static final Pattern PUNCTUATION = Pattern.compile("\\p{Punct}");
  private static final Pattern DIGITS = Pattern.compile("[0-9]");
  private static final Pattern NULS_AT_END = Pattern.compile("\\x00+\\z");
  private static final Set<String> OPTIONS =
      Set.of(
          "regexes_to_ignore",
          "ignore_case",
          "ignore_punctuation",
          "ignore_numbers",
          "hf_evaluate",
          "weight_by_size");

  /**
   * @throws AssayException USAGE for an option that does not exist, or a bad pattern
   */
  static ExactMatch of(String task, Map<String, JsonNode> options) {
    for (String option : options.keySet()) {
      if (!OPTIONS.contains(option)) {
        throw new AssayException(
            ErrorKind.USAGE,
            "exact_match of task '" + task + "' has the option '" + option + "'",
            "it has no such option",
            "use one of " + String.join(", ", OPTIONS.stream().sorted().toList()));
      }
    }
    List<PythonPattern> ignored = new ArrayList<>();
    JsonNode patterns = options.get("regexes_to_ignore");
    if (patterns != null) {
      for (JsonNode pattern : patterns) {
        ignored.add(compiled(task, pattern.asText()));
      }
    }
    return new ExactMatch(
        List.copyOf(ignored),
        flag(options, "ignore_case"),
        flag(options, "ignore_punctuation"),
        flag(options, "ignore_numbers"));
  }

  private static boolean flag(Map<String, JsonNode> options, String option) {
    return options.containsKey(option) && options.get(option).asBoolean();
  }

  private static PythonPattern compiled(String task, String pattern) {
    try {
      return PythonPattern.of(pattern);
    } catch (IllegalArgumentException e) {
      throw new AssayException(
          ErrorKind.USAGE,
          "'regexes_to_ignore' of task '" + task + "'",
          e.getMessage(),
          "correct the task's file",
          e);
    }
  }

  boolean equalsOne(String answer, List<String> right) {
    return levelled(right).contains(levelled(List.of(answer)).get(0));
  }

  private List<String> levelled(List<String> texts) {
    List<String> levelled = texts;
    for (PythonPattern pattern : ignored) {
      levelled = each(levelled, text -> pattern.replaceAll(text, ""));
    }
    levelled = each(levelled, text -> text);
    if (ignoreCase) {
      int longest = levelled.stream().mapToInt(ExactMatch::length).max().orElse(0);
      levelled = each(levelled, text -> cut(text.toLowerCase(Locale.ROOT), longest));
    }
    if (ignorePunctuation) {
      levelled = each(levelled, text -> PUNCTUATION.matcher(text).replaceAll(""));
    }
    return ignoreNumbers ? each(levelled, text -> DIGITS.matcher(text).replaceAll("")) : levelled;
  }

  private static List<String> each(List<String> texts, UnaryOperator<String> change) {
    return texts.stream()
        .map(text -> NULS_AT_END.matcher(change.apply(text)).replaceAll(""))
        .toList();
  }

  private static int length(String text) {
    return text.codePointCount(0, text.length());
  }

  private static String cut(String text, int most) {
    return length(text) <= most ? text : text.substring(0, text.offsetByCodePoints(0, most));
  }
}
