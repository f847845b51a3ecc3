package dev.assay.core.error;

/**
 * How many items or rows may fail before the job does.
 *
 * @param value below 1 a share of them, else a count
 */
public record FailureBudget(double value) {
  public FailureBudget {
    if (!(value >= 0)) {
      throw new AssayException(
          ErrorKind.USAGE,
          "max_failed is " + value,
          "it is a count, or a share below 1",
          "give 0 or more");
    }
  }

  /**
   * @param what they are, e.g. {@code items}
   * @param cure where the failures are to be read
   * @throws AssayException of kind TOO_MANY_FAILURES where more failed than may
   */
  public void check(long failed, long all, String what, String cure) {
    if (failed > (value < 1 ? value * all : value)) {
      throw new AssayException(
          ErrorKind.TOO_MANY_FAILURES,
          failed + " of " + all + " " + what + " failed",
          "allowed are " + this + " (--max_failed)",
          cure);
    }
  }

  /** As it was given: a percentage, or a count. */
  @Override
  public String toString() {
    return value < 1 && value > 0 ? 100 * value + " %" : String.valueOf((long) value);
  }
}
