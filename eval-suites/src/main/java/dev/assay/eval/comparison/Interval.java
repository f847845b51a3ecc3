package dev.assay.eval.comparison;

/**
 * A two-sided 95 % confidence interval.
 *
 * @param lower NaN, like {@code upper}, where there is too little to say
 */
public record Interval(double lower, double upper) {
  /** The 0.975 quantile of the standard normal distribution. */
  private static final double Z = 1.959963984540054;

  /** Estimate ± z·standard error. */
  public static Interval normal(double estimate, double standardError) {
    return new Interval(estimate - Z * standardError, estimate + Z * standardError);
  }

  /**
   * Wilson's score interval of a share (Wilson, 1927). Unlike share ± z·standard error it stays
   * within 0 and 1, has a width where all or no items are right, and covers what it promises on few
   * items (Brown, Cai and DasGupta, 2001).
   */
  public static Interval wilson(double share, long n) {
    double shrink = 1 / (1 + Z * Z / n);
    double centre = shrink * (share + Z * Z / (2 * n));
    double half = shrink * Z * Math.sqrt(share * (1 - share) / n + Z * Z / (4.0 * n * n));
    // Exact at both ends, where rounding would leave the share itself outside.
    return new Interval(share == 0 ? 0 : centre - half, share == 1 ? 1 : centre + half);
  }

  /** The value lies within, or nothing is known. */
  public boolean contains(double value) {
    return !(value < lower || value > upper);
  }
}
