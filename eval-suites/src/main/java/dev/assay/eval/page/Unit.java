package dev.assay.eval.page;

import dev.assay.eval.statistic.Interval;

/**
 * What a score is counted in: shares of 1 are printed in percent and their differences in points,
 * all else as it is.
 *
 * @param decimals of a percent; what is no share has three digits that count, or one more than
 *     these where that is more
 */
public record Unit(boolean isShare, int decimals) {
  private static final int FEWEST_DIGITS = 3;

  /**
   * Of a metric's values: shares where all that is known lies from −1 to 1, but for differences of
   * log-likelihoods, which are none however small.
   */
  public static Unit of(String metric, int decimals, double... values) {
    boolean shares = !metric.contains("likelihood");
    for (double value : values) {
      shares &= Double.isNaN(value) || value >= -1 && value <= 1;
    }
    return new Unit(shares, decimals);
  }

  public String value(double value) {
    return isShare ? Figures.decimal(100 * value, decimals) : Figures.number(value, digits());
  }

  /** Both bounds; empty where they are not known. */
  public String interval(Interval interval) {
    return Double.isNaN(interval.lower())
        ? ""
        : "[" + value(interval.lower()) + ", " + value(interval.upper()) + "]";
  }

  /** A difference, with its sign. */
  public String difference(double value) {
    return isShare ? Figures.signed(100 * value, decimals) : Figures.signedNumber(value, digits());
  }

  /** Both bounds of a difference; empty where they are not known. */
  public String differences(Interval interval) {
    return Double.isNaN(interval.lower())
        ? ""
        : "[" + difference(interval.lower()) + ", " + difference(interval.upper()) + "]";
  }

  private int digits() {
    return Math.max(FEWEST_DIGITS, decimals + 2);
  }
}
