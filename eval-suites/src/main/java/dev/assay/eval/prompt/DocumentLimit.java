package dev.assay.eval.prompt;

import dev.assay.core.error.AssayException;
import dev.assay.core.error.ErrorKind;

/**
 * How many of a split's first documents are evaluated.
 *
 * @param value below 1 a share of the documents, rounded up; else a count, rounded down; infinite
 *     for all
 */
public record DocumentLimit(double value) {
  private static final DocumentLimit ALL = new DocumentLimit(Double.POSITIVE_INFINITY);

  public DocumentLimit {
    if (!(value > 0)) {
      throw new AssayException(
          ErrorKind.USAGE,
          "limit " + value + " selects no document",
          "a limit is a count of documents, or a share of them below 1",
          "give a number above 0, or no limit for all documents");
    }
  }

  public static DocumentLimit all() {
    return ALL;
  }

  /** Parses {@code 100} (a count) or {@code 0.1} (a share). */
  public static DocumentLimit parse(String text) {
    try {
      return new DocumentLimit(Double.parseDouble(text.strip()));
    } catch (NumberFormatException e) {
      throw new AssayException(
          ErrorKind.USAGE,
          "limit '" + text + "' is not a number",
          "a limit is a count of documents, or a share of them below 1",
          "give e.g. 100 or 0.1",
          e);
    }
  }

  /** How many of so many documents are evaluated. */
  public int of(int documents) {
    double wanted = value < 1 ? Math.ceil(documents * value) : Math.floor(value);
    return (int) Math.min(wanted, documents);
  }
}
