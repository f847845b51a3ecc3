package dev.assay.eval.filter;

import dev.assay.core.python.PythonPattern;
import dev.assay.core.text.PythonText;
import java.util.Arrays;
import java.util.List;

/**
 * What some steps look for in answers: texts that a document holds (BIG-Bench Hard's questions).
 */
public final class DocumentTexts {
  private static final PythonPattern OPTION = PythonPattern.of("\\([A-Z]\\)([^\\n^(]*)");
  private static final String LIST = "List:";

  private DocumentTexts() {}

  /** A step looks for texts of the document that it does not know by itself. */
  public static boolean areNeeded(FilterDefinition filter) {
    return filter.steps().stream()
        .anyMatch(
            step ->
                List.of(KnownFilters.BBH_OPTIONS, KnownFilters.BBH_WORDS)
                    .contains(step.function()));
  }

  /**
   * What the steps of a filter look for.
   *
   * @param question the document's, with its options as lines that begin with a letter in brackets,
   *     or with words after {@code List:}
   * @return empty where the question has none
   */
  public static List<String> of(FilterDefinition filter, String question) {
    boolean words =
        filter.steps().stream().anyMatch(step -> step.function().equals(KnownFilters.BBH_WORDS));
    if (!words) {
      return OPTION.matcher(question).results().map(option -> option.group(1)).toList();
    }
    String[] parts = question.split(LIST, -1);
    return parts.length < 2
        ? List.of()
        : Arrays.stream(PythonText.strip(parts[1]).split("\\s+"))
            .filter(word -> !word.isEmpty())
            .toList();
  }
}
