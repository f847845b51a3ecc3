package dev.assay.eval.preference.control;

import java.util.List;
import java.util.regex.Pattern;

/** How an answer is decorated, in Markdown. */
public record StyleCounts(long headings, long listItems, long boldSpans) {
  /** Of the numbers of {@link #differences}, in their order. */
  public static final List<String> NAMES = List.of("headings", "list_items", "bold_spans");

  private static final Pattern HEADING = Pattern.compile("(?m)^ {0,3}#{1,6}\\s");
  private static final Pattern LIST_ITEM = Pattern.compile("(?m)^\\s*(?:[-*+]|\\d{1,9}[.)])\\s");
  private static final Pattern BOLD = Pattern.compile("\\*\\*[^*\\n]+\\*\\*|__[^_\\n]+__");
  private static final Pattern CODE = Pattern.compile("(?s)```.*?(?:```|\\z)");

  /** Of an answer, without its fenced code. */
  public static StyleCounts of(String answer) {
    String prose = CODE.matcher(answer).replaceAll("");
    return new StyleCounts(
        HEADING.matcher(prose).results().count(),
        LIST_ITEM.matcher(prose).results().count(),
        BOLD.matcher(prose).results().count());
  }

  /** (a − b)/(a + b + 1) of each count, this one's being a. */
  public List<Double> differences(StyleCounts other) {
    return List.of(
        difference(headings, other.headings),
        difference(listItems, other.listItems),
        difference(boldSpans, other.boldSpans));
  }

  private static double difference(long a, long b) {
    return (double) (a - b) / (a + b + 1);
  }
}
