package dev.assay.eval.gate.evidence;

import dev.assay.eval.statistic.ClusterBootstrap;
import dev.assay.eval.statistic.Distributions;

/**
 * How sure a gate wants to be.
 *
 * @param alpha probability of an alarm about nothing that is taken, of a family of lines
 * @param resamples of bootstraps
 * @param seed of their draws
 */
public record TestLevel(double alpha, int resamples, long seed) {
  public static final double POWER = 0.8;

  public TestLevel {
    if (!(alpha > 0 && alpha < 0.5) || resamples < 1) {
      throw new IllegalArgumentException("alpha " + alpha + ", " + resamples + " resamples");
    }
  }

  /** With the project's resamples and seed. */
  public static TestLevel of(double alpha) {
    return new TestLevel(alpha, ClusterBootstrap.RESAMPLES, ClusterBootstrap.SEED);
  }

  /** z<sub>1 − α</sub>. */
  public double quantile() {
    return Distributions.normalQuantile(1 - alpha);
  }

  /**
   * The difference that a line shows with a probability of {@value #POWER}, if it is there:
   * (z<sub>1 − α</sub> + z<sub>0.8</sub>) standard errors.
   */
  public double smallestDetectable(double standardError) {
    return (quantile() + Distributions.normalQuantile(POWER)) * standardError;
  }

  /**
   * Items that show a difference with a probability of {@value #POWER}.
   *
   * @param effect the difference, above 0
   * @param discordance share of items on which the runs differ
   */
  public long itemsFor(double effect, double discordance) {
    double reach = (quantile() + Distributions.normalQuantile(POWER)) / effect;
    return (long) Math.ceil(reach * reach * Math.max(0, discordance - effect * effect));
  }
}
