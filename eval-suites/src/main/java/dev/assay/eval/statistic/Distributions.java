package dev.assay.eval.statistic;

import org.apache.commons.math3.distribution.NormalDistribution;
import org.apache.commons.math3.distribution.TDistribution;

/** Probabilities and quantiles of the distributions that tests refer to. */
public final class Distributions {
  private static final double ACCURACY = 1e-14;

  private Distributions() {}

  /** Of the standard normal distribution. */
  public static double normalQuantile(double probability) {
    return new NormalDistribution(null, 0, 1).inverseCumulativeProbability(probability);
  }

  /** P(Z ≤ value) of the standard normal distribution. */
  public static double normal(double value) {
    return new NormalDistribution(null, 0, 1).cumulativeProbability(value);
  }

  /**
   * Of Student's distribution.
   *
   * @param degrees of freedom, at least one
   */
  public static double studentQuantile(double probability, double degrees) {
    return new TDistribution(null, degrees, ACCURACY).inverseCumulativeProbability(probability);
  }

  /** P(T ≤ value) of Student's distribution. */
  public static double student(double value, double degrees) {
    return new TDistribution(null, degrees).cumulativeProbability(value);
  }
}
