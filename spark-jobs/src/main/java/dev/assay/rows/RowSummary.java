package dev.assay.rows;

import dev.assay.core.error.FailureBudget;
import java.util.Locale;
import java.util.OptionalLong;

/**
 * What became of the rows.
 *
 * @param rows all of them, failed ones included
 * @param firstFailure what the first failed row says; null where none failed
 * @param tokens that were computed, or made; empty where rows have none
 * @param seconds from the first row to the last
 */
public record RowSummary(
    long rows, long failed, String firstFailure, OptionalLong tokens, double seconds) {

  /**
   * @throws dev.assay.core.error.AssayException of kind TOO_MANY_FAILURES where more rows failed
   *     than may
   */
  public void check(FailureBudget budget) {
    budget.check(
        failed,
        rows,
        "rows",
        "the first says: "
            + firstFailure
            + ". The output is whole, and its error fields say the rest; mend those rows, or raise"
            + " --max_failed");
  }

  /** One line. */
  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "%,d rows, %,d failed%s, %.1f rows/s in %.1f s",
        rows,
        failed,
        tokens.isPresent() ? String.format(Locale.ROOT, ", %,d tokens", tokens.getAsLong()) : "",
        rows / Math.max(seconds, 1e-9),
        seconds);
  }
}
