package dev.assay.eval.filter;

import dev.assay.core.python.PythonPattern;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.stream.Collectors;

/**
 * A document's words in the order in which an answer names each for the last time
 * (lm_eval/tasks/bbh/zeroshot/utils.py, WordSortFilter).
 */
final class WordOrderStep {
  private WordOrderStep() {}

  static FilterStep of() {
    return answers -> {
      PythonPattern any =
          PythonPattern.of(
              answers.choices().stream()
                  .map(word -> "\\b" + word + "\\b")
                  .collect(Collectors.joining("|")));
      return answers.with(answers.texts().stream().map(text -> ordered(any, text)).toList());
    };
  }

  private static String ordered(PythonPattern any, String text) {
    List<String> found =
        new ArrayList<>(any.matcher(text).results().map(MatchResult::group).toList());
    LinkedHashSet<String> last = new LinkedHashSet<>();
    for (int i = found.size() - 1; i >= 0; i--) {
      last.add(found.get(i));
    }
    List<String> ordered = new ArrayList<>(last);
    Collections.reverse(ordered);
    return String.join(" ", ordered);
  }
}
