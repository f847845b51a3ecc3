package dev.assay.eval.statistic;

import java.util.Arrays;

/**
 * A sum that is rounded once, at its end, to the nearest double: the order of the terms does not
 * change it, and negated terms give the negated sum (Shewchuk, 1997).
 */
public final class ExactSum {
  private static final int FIRST = 8;

  /** Without overlap, by magnitude; their exact sum is that of all terms so far. */
  private double[] parts = new double[FIRST];

  private int count;

  public static double of(double[] terms) {
    ExactSum sum = new ExactSum();
    for (double term : terms) {
      sum.add(term);
    }
    return sum.value();
  }

  /**
   * @param term finite
   */
  public void add(double term) {
    double high = term;
    int kept = 0;
    for (int i = 0; i < count; i++) {
      double part = parts[i];
      double larger = Math.abs(high) < Math.abs(part) ? part : high;
      double smaller = larger == high ? part : high;
      double sum = larger + smaller;
      double lost = smaller - (sum - larger);
      if (lost != 0) {
        parts[kept++] = lost;
      }
      high = sum;
    }
    if (kept == parts.length) {
      parts = Arrays.copyOf(parts, 2 * kept);
    }
    parts[kept++] = high;
    count = kept;
  }

  /** Of no terms 0. */
  public double value() {
    if (count == 0) {
      return 0;
    }
    int at = count - 1;
    double high = parts[at];
    double lost = 0;
    while (at > 0 && lost == 0) {
      double before = high;
      double part = parts[--at];
      high = before + part;
      lost = part - (high - before);
    }
    // Half way between two doubles, what is still below decides, not the even one.
    if (at > 0 && (lost < 0 && parts[at - 1] < 0 || lost > 0 && parts[at - 1] > 0)) {
      double twice = lost * 2;
      double rounded = high + twice;
      if (twice == rounded - high) {
        return rounded;
      }
    }
    return high;
  }
}
