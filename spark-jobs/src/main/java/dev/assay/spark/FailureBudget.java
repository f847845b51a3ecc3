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

  boolean allows(long failed, long items) {
    return failed <= (value < 1 ? value * items : value);
  }
}
