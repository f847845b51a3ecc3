package dev.assay.eval.filter;

import dev.assay.core.python.PythonPattern;
import dev.assay.core.text.PythonText;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;

/**
 * What re.findall finds in an answer, one of it (lm_eval/filters/extraction.py, RegexFilter).
 *
 * @param select which match, from 0, or from −1 backwards
 * @param fallback where there is no match
 */
record RegexStep(PythonPattern pattern, int select, String fallback) {

  static RegexStep of(StepArguments arguments) {
    return new RegexStep(
        arguments.pattern("regex_pattern", "#### (\\-?[0-9\\.\\,]+)"),
        arguments.number("group_select", 0),
        arguments.text("fallback", "[invalid]"));
  }

  FilterStep each() {
    return FilterStep.ofEach(
        text -> {
          MatchResult match = selected(pattern.matcher(text), select);
          String found = match == null ? null : found(match);
          return found == null ? fallback : PythonText.strip(found);
        });
  }

  /**
   * Null where there are not as many matches; the harness's run ends where there are some, but
   * fewer than are counted to.
   */
  static MatchResult selected(Matcher matcher, int select) {
    List<MatchResult> matches = matcher.results().toList();
    int at = select < 0 ? matches.size() + select : select;
    return at < 0 || at >= matches.size() ? null : matches.get(at);
  }

  /**
   * What re.findall gives of a match: the whole, its only group, or of its groups the first that
   * has text; null where of several none has.
   */
  static String found(MatchResult match) {
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
    return null;
  }
}
