package dev.assay.eval.statistic;

import java.util.Arrays;

/** Between order statistics linearly, at position (n − 1)·q from 0 (R's type 7). */
public final class Quantile {
  private Quantile() {}

  /**
   * @param values at least one
   * @param q from 0 to 1
   */
  public static double of(double[] values, double q) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return ofSorted(sorted, q);
  }

  static double ofSorted(double[] sorted, double q) {
    double position = (sorted.length - 1) * q;
    int below = (int) position;
    int above = Math.min(below + 1, sorted.length - 1);
    return sorted[below] + (position - below) * (sorted[above] - sorted[below]);
  }
}
