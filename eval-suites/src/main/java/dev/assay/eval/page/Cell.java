package dev.assay.eval.page;

import java.util.Locale;

/**
 * A cell of a table.
 *
 * @param shown what stands in it
 * @param sortedBy a number, as Java prints doubles, or a text; empty where there is nothing to sort
 *     by, so that the cell stands last
 */
public record Cell(Html shown, String sortedBy) {
  /** Nothing is known, or nothing is to be said. */
  boolean isEmpty() {
    return sortedBy.isEmpty() && (shown.isEmpty() || shown.toString().equals(Figures.UNKNOWN));
  }

  public static Cell text(String text) {
    return new Cell(Html.text(text), text.toLowerCase(Locale.ROOT));
  }

  public static Cell code(String text) {
    return new Cell(Html.code(text), text.toLowerCase(Locale.ROOT));
  }

  /** Sorted by the number itself, whatever is shown for it. NaN stands last. */
  public static Cell number(double value, Html shown) {
    return new Cell(shown, Double.isNaN(value) ? "" : Double.toString(value));
  }

  public static Cell number(double value, String shown) {
    return number(value, Html.text(shown));
  }

  /** With separators between thousands. */
  public static Cell count(long number) {
    return number(number, Figures.count(number));
  }

  /** Nothing to sort by. */
  public static Cell of(Html shown) {
    return new Cell(shown, "");
  }
}
