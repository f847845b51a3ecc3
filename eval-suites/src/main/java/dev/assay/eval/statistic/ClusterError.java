package dev.assay.eval.statistic;

/**
 * The standard error of a number that sums over clusters make, where what one cluster adds is known
 * (Liang &amp; Zeger, 1986).
 */
public final class ClusterError {
  private ClusterError() {}

  /**
   * √(G/(G − 1)·Σ influence²) over G clusters.
   *
   * @param influence how far each cluster moves the number from its value; for a mean (Σ −
   *     n·mean)/N
   * @return NaN of fewer than two clusters
   */
  public static double of(double[] influence) {
    int count = influence.length;
    if (count < 2) {
      return Double.NaN;
    }
    double squares = 0;
    for (double moved : influence) {
      squares += moved * moved;
    }
    return Math.sqrt(squares * count / (count - 1));
  }
}
