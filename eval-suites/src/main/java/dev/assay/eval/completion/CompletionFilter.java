package dev.assay.eval.completion;

import dev.assay.core.text.PythonText;
import dev.assay.eval.python.PythonPattern;
import dev.assay.eval.task.AnswerFilter;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.regex.MatchResult;

/** A filter ready to be applied. */
final class CompletionFilter {
  private final String name;
  private final List<UnaryOperator<String>> steps = new ArrayList<>();

  CompletionFilter(AnswerFilter definition) {
    this.name = definition.name();
    for (AnswerFilter.Step step : definition.steps()) {
      steps.add(
          switch (step.function()) {
            case REGEX -> regex(step);
            case REMOVE_WHITESPACE -> PythonText::strip;
          });
    }
  }

  String name() {
    return name;
  }

  String of(String completion) {
    String answer = completion;
    for (UnaryOperator<String> step : steps) {
      answer = step.apply(answer);
    }
    return answer;
  }

  private static UnaryOperator<String> regex(AnswerFilter.Step step) {
    PythonPattern pattern = PythonPattern.of(step.pattern());
    return text -> {
      List<MatchResult> found = pattern.matcher(text).results().toList();
      int at = step.groupSelect() < 0 ? found.size() + step.groupSelect() : step.groupSelect();
      // Matches, but fewer than are counted to, end the harness's run; here nothing is found.
      return at < 0 || at >= found.size()
          ? step.fallback()
          : PythonText.strip(answer(found.get(at), step.fallback()));
    };
  }

  /** What re.findall gives of a match: the whole, or of its groups the first that has text. */
  private static String answer(MatchResult match, String fallback) {
    if (match.groupCount() == 0) {
      return match.group();
    }
    if (match.groupCount() == 1) {
      return match.group(1) == null ? "" : match.group(1);
    }
    for (int group = 1; group <= match.groupCount(); group++) {
      if (match.group(group) != null && !match.group(group).isEmpty()) {
        return match.group(group);
      }
    }
    return fallback;
  }
}
