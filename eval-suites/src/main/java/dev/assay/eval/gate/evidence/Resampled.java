package dev.assay.eval.gate.evidence;

import dev.assay.eval.statistic.Interval;
import java.util.Arrays;
import java.util.function.DoublePredicate;

/**
 * A difference and the same of resamples.
 *
 * @param difference observed
 * @param resamples NaN of one that has none
 */
record Resampled(double difference, double[] resamples) {
  private static final Interval UNKNOWN =
      new Interval(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);

  /**
   * (1 + resamples that lie as far below the difference as it lies below 0, or farther)/(B + 1).
   * Twice a double is exact, so that equal fractions are counted whatever their rounding.
   */
  double worse() {
    return share(value -> value <= 2 * difference);
  }

  /** The same above. */
  double better() {
    return share(value -> value >= 2 * difference);
  }

  private double share(DoublePredicate asFar) {
    double[] known = Arrays.stream(resamples).filter(value -> !Double.isNaN(value)).toArray();
    if (Double.isNaN(difference) || Interval.percentile(resamples).isEmpty()) {
      return Double.NaN;
    }
    return (1.0 + Arrays.stream(known).filter(asFar).count()) / (known.length + 1.0);
  }

  /** Without this share of resamples at either end; infinite where too few have a value. */
  Interval interval(double tail) {
    return Interval.percentile(resamples, tail).orElse(UNKNOWN);
  }

  /** Their standard deviation. */
  double standardError() {
    double[] known = Arrays.stream(resamples).filter(value -> !Double.isNaN(value)).toArray();
    double mean = Arrays.stream(known).sum() / known.length;
    double squares = 0;
    for (double value : known) {
      squares += (value - mean) * (value - mean);
    }
    return known.length < 2 ? Double.NaN : Math.sqrt(squares / (known.length - 1));
  }
}
