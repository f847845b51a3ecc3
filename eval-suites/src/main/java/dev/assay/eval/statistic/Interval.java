package dev.assay.eval.statistic;

import java.util.Arrays;
import java.util.Optional;

/**
 * A two-sided 95 % confidence interval.
 *
 * @param lower NaN, like {@code upper}, where there is too little to say
 */
public record Interval(double lower, double upper) {
  /** The 0.975 quantile of the standard normal distribution. */
  public static final double Z = 1.959963984540054;

  private static final double TAIL = 0.025;

  /** Of resamples without a value more than this leave too little to say. */
  private static final double MOST_WITHOUT = 0.01;

  /** Estimate ± z·standard error. */
  public static Interval normal(double estimate, double standardError) {
    return new Interval(estimate - Z * standardError, estimate + Z * standardError);
  }

  /**
   * Wilson's score interval of a share (Wilson, 1927). Unlike share ± z·standard error it stays
   * within 0 and 1, has a width where all or no items are right, and covers what it promises on few
   * items (Brown, Cai and DasGupta, 2001).
   *
   * @param share of any real number of hits, e.g. with halves for ties
   */
  public static Interval wilson(double share, double n) {
    return wilson(share, n, Z);
  }

  /** The same with another quantile of the standard normal distribution than {@link #Z}. */
  public static Interval wilson(double share, double n, double z) {
    double distance = share - 0.5;
    double shrink = 1 / (1 + z * z / n);
    double centre = shrink * distance;
    double half = shrink * z * Math.sqrt((0.25 - distance * distance) / n + z * z / (4 * n * n));
    // Exact at both ends, where rounding would leave the share itself outside.
    return new Interval(
        share == 0 ? 0 : Share.ofDistance(centre - half),
        share == 1 ? 1 : Share.ofDistance(centre + half));
  }

  /**
   * What is left of resampled values without 2.5 % at either end, by {@link Quantile}. Negated
   * values give the negated bounds to the last bit.
   *
   * @param resampled NaN for a resample that has no value
   * @return empty where more than one in a hundred has none
   */
  public static Optional<Interval> percentile(double[] resampled) {
    return percentile(resampled, TAIL);
  }

  /** The same without another share of values at either end. */
  public static Optional<Interval> percentile(double[] resampled, double tail) {
    double[] values = Arrays.stream(resampled).filter(value -> !Double.isNaN(value)).toArray();
    if (values.length == 0 || values.length < (1 - MOST_WITHOUT) * resampled.length) {
      return Optional.empty();
    }
    Arrays.sort(values);
    double[] negated = new double[values.length];
    Arrays.setAll(negated, i -> -values[values.length - 1 - i]);
    return Optional.of(
        new Interval(Quantile.ofSorted(values, tail), -Quantile.ofSorted(negated, tail)));
  }

  /** The value lies within, or nothing is known. */
  public boolean contains(double value) {
    return !(value < lower || value > upper);
  }
}
