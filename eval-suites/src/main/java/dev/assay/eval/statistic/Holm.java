package dev.assay.eval.statistic;

/**
 * Holm's step-down adjustment (1979): whoever looks for the smallest of many probabilities finds a
 * small one. The chance that any of those below a level is wrong is at most that level.
 */
public final class Holm {
  private Holm() {}

  /**
   * The k-th smallest of m times m − k + 1, never less than the one before, at most 1.
   *
   * @param probabilities NaN for what was not tested, which stays so and does not count
   * @return in the given order
   */
  public static double[] adjusted(double[] probabilities) {
    int[] order = TestedProbabilities.ascending(probabilities);
    double[] adjusted = probabilities.clone();
    double least = 0;
    for (int k = 0; k < order.length; k++) {
      least = Math.max(least, Math.min(1, probabilities[order[k]] * (order.length - k)));
      adjusted[order[k]] = least;
    }
    return adjusted;
  }
}
