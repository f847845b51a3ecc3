package dev.assay.eval.filter;

import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.core.python.PythonPattern;
import dev.assay.core.text.PythonText;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.MatchResult;

/**
 * What one of several patterns stands for: what any of them finds is found first, then the pattern
 * that it is of (lm_eval/tasks/bbh/zeroshot/utils.py, MapRegexFilter).
 *
 * @param values by pattern, in the order they are tried
 */
record MappingRegexStep(
    PythonPattern any,
    Map<PythonPattern, String> values,
    int select,
    boolean ignoreCase,
    List<PythonPattern> ignored,
    String fallback) {

  static FilterStep of(StepArguments arguments) {
    Map<PythonPattern, String> values = new LinkedHashMap<>();
    JsonNode mapping = arguments.object("regex_pattern_to_value");
    if (mapping != null) {
      mapping
          .properties()
          .forEach(
              entry ->
                  values.put(
                      arguments.compiled("regex_pattern_to_value", entry.getKey()),
                      StepArguments.written(entry.getValue())));
    }
    String any = mapping == null ? "" : String.join("|", List.copyOf(names(mapping)));
    MappingRegexStep step =
        new MappingRegexStep(
            arguments.compiled("regex_pattern_to_value", any),
            values,
            arguments.number("group_select", 0),
            arguments.flag("ignore_case"),
            arguments.patterns("regexes_to_ignore"),
            arguments.text("fallback", "[invalid]"));
    return FilterStep.ofEach(step::value);
  }

  private static List<String> names(JsonNode mapping) {
    return mapping.properties().stream().map(Map.Entry::getKey).toList();
  }

  private String value(String answer) {
    String found = found(any, levelled(answer));
    if (!found.isEmpty()) {
      for (Map.Entry<PythonPattern, String> entry : values.entrySet()) {
        if (!found(entry.getKey(), levelled(found)).isEmpty()) {
          return entry.getValue();
        }
      }
    }
    return fallback;
  }

  /** Empty where nothing is found. */
  private String found(PythonPattern pattern, String text) {
    MatchResult match = RegexStep.selected(pattern.matcher(text), select);
    String found = match == null ? null : RegexStep.found(match);
    return found == null ? "" : PythonText.strip(found);
  }

  private String levelled(String text) {
    String levelled = text;
    for (PythonPattern pattern : ignored) {
      levelled = pattern.replaceAll(levelled, "");
    }
    return ignoreCase ? levelled.toLowerCase(Locale.ROOT) : levelled;
  }
}
