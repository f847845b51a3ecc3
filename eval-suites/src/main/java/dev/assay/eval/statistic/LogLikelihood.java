package dev.assay.eval.statistic;

/** A concave function of some parameters, with its first two derivatives. */
@FunctionalInterface
public interface LogLikelihood {
  /**
   * The function near a point.
   *
   * @param value −∞ where the parameters are outside the model
   * @param gradient by parameter
   * @param information the negated second derivatives, symmetric
   */
  record Expansion(double value, double[] gradient, double[][] information) {}

  Expansion at(double[] parameters);
}
