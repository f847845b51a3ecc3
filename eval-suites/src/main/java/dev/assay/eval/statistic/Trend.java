package dev.assay.eval.statistic;

import java.util.Arrays;
import java.util.Optional;

/**
 * Whether values drift in the order of their times, without a belief about how they are
 * distributed.
 *
 * @param slope Theil and Sen's: the median of all slopes between two values, per step
 * @param probability Mann and Kendall's: two-sided, of an order as monotone as this if there were
 *     no trend; normal with the correction for ties and for continuity
 */
public record Trend(double slope, double probability) {
  private static final int FEWEST = 3;
  private static final double MIDDLE = 0.5;
  private static final double VARIANCE = 18;

  /**
   * @param values one per step, in order
   * @return empty of fewer than three values
   */
  public static Optional<Trend> of(double[] values) {
    int n = values.length;
    if (n < FEWEST) {
      return Optional.empty();
    }
    double[] slopes = new double[n * (n - 1) / 2];
    int at = 0;
    long score = 0;
    for (int i = 0; i < n; i++) {
      for (int j = i + 1; j < n; j++) {
        slopes[at++] = (values[j] - values[i]) / (j - i);
        score += (long) Math.signum(values[j] - values[i]);
      }
    }
    double spread = Math.sqrt(variance(values));
    double z = spread == 0 ? 0 : (score - Math.signum(score)) / spread;
    return Optional.of(
        new Trend(
            Quantile.of(slopes, MIDDLE), Math.min(1, 2 * Distributions.normal(-Math.abs(z)))));
  }

  private static double variance(double[] values) {
    double variance = weight(values.length);
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    for (int from = 0; from < sorted.length; ) {
      int to = from;
      while (to < sorted.length && sorted[to] == sorted[from]) {
        to++;
      }
      variance -= weight(to - from);
      from = to;
    }
    return variance;
  }

  private static double weight(double count) {
    return count * (count - 1) * (2 * count + 5) / VARIANCE;
  }
}
