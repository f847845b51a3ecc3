package dev.assay.eval.completion;

import dev.assay.eval.python.PythonPattern;
import dev.assay.eval.task.CompletionScoringDefinition.ExactMatch;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/**
 * The harness's exact_match: answer and right answers are levelled alike, then one has to be equal.
 * It keeps them in numpy's arrays of texts, which shows: a text ends before NULs at its end, and
 * one that grows as it is lowered is cut to the longest of its side.
 */
final class AnswerComparison {
  private static final Pattern PUNCTUATION = Pattern.compile("\\p{Punct}");
  private static final Pattern NULS_AT_END = Pattern.compile("\\x00+\\z");

  private final List<PythonPattern> ignored;
  private final ExactMatch definition;

  AnswerComparison(ExactMatch definition) {
    this.ignored = definition.regexesToIgnore().stream().map(PythonPattern::of).toList();
    this.definition = definition;
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
    if (definition.ignoreCase()) {
      int longest = levelled.stream().mapToInt(AnswerComparison::length).max().orElse(0);
      levelled = each(levelled, text -> cut(text.toLowerCase(Locale.ROOT), longest));
    }
    return definition.ignorePunctuation()
        ? each(levelled, text -> PUNCTUATION.matcher(text).replaceAll(""))
        : levelled;
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
