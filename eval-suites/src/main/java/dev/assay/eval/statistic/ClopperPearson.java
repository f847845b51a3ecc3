package dev.assay.eval.statistic;

import org.apache.commons.math3.special.Beta;

/** Exact bounds of a share of trials (Clopper and Pearson, 1934). */
public final class ClopperPearson {
  /** Halvings of [0, 1], after which neighbouring doubles are left. */
  private static final int HALVINGS = 1100;

  private ClopperPearson() {}

  /**
   * Bounds that leave the share out with at most this probability at either end.
   *
   * @param hits of the trials
   * @param misses the other trials
   * @param tail 0.025 for an interval of 95 %, 0.05 for a one-sided bound of 95 %
   * @return 0 and 1 of no trials
   */
  public static Interval bounds(int hits, int misses, double tail) {
    double lower = hits == 0 ? 0 : quantile(tail, hits, misses + 1.0);
    // The upper bound of hits is what the lower one of misses leaves, to the last bit.
    double upper = misses == 0 ? 1 : 1 - quantile(tail, misses, hits + 1.0);
    return new Interval(lower, upper);
  }

  /** Where the beta distribution reaches the probability. */
  private static double quantile(double probability, double alpha, double beta) {
    double below = 0;
    double above = 1;
    for (int i = 0; i < HALVINGS; i++) {
      double middle = (below + above) / 2;
      if (middle <= below || middle >= above) {
        break;
      }
      if (Beta.regularizedBeta(middle, alpha, beta) < probability) {
        below = middle;
      } else {
        above = middle;
      }
    }
    return above;
  }
}
