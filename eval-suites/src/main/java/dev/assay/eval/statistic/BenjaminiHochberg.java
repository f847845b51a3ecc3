package dev.assay.eval.statistic;

/**
 * Benjamini and Hochberg's adjustment (1995): of what lies below a level, at most that share is
 * expected to be chance.
 */
public final class BenjaminiHochberg {
  private BenjaminiHochberg() {}

  /**
   * The k-th smallest of m times m/k, never more than the one after, at most 1.
   *
   * @param probabilities NaN for what was not tested, which stays so and does not count
   * @return in the given order
   */
  public static double[] adjusted(double[] probabilities) {
    int[] order = TestedProbabilities.ascending(probabilities);
    double[] adjusted = probabilities.clone();
    double most = 1;
    for (int k = order.length; k > 0; k--) {
      most = Math.min(most, probabilities[order[k - 1]] * order.length / k);
      adjusted[order[k - 1]] = most;
    }
    return adjusted;
  }
}
