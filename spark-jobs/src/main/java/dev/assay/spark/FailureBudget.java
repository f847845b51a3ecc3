package dev.assay.spark;

import dev.assay.error.AssayException;
import dev.assay.error.ErrorKind;

/**
 * How many items may fail before the job does.
 *
 * @param value below 1 a share of the items, else a count
 */
public record FailureBudget(double value) {
  public FailureBudget {
    if (!(value >= 0)) {
      throw new AssayException(
          ErrorKind.USAGE,
          "max_failed is " + value,
          "it is a count of items, or a share of them below 1",
          "give 0 or more");
    }
  }

  /**
   * @param where the failures are to be read
   * @throws AssayException of kind TOO_MANY_FAILURES where more failed than may
   */
  public void check(long failed, long items, String where) {
    if (failed > (value < 1 ? value * items : value)) {
      throw new AssayException(
          ErrorKind.TOO_MANY_FAILURES,
          failed + " of " + items + " items failed",
          "allowed are " + this + " (--max_failed)",
          "see error_code and error_message in " + where);
    }
  }

  @Override
  public String toString() {
    return value < 1 && value > 0 ? 100 * value + " %" : String.valueOf((long) value);
  }
}
