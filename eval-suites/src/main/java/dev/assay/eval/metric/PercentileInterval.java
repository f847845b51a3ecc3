package dev.assay.eval.metric;

import java.util.Arrays;
import java.util.Optional;

/** A two-sided 95 % interval: what is left of resampled values without 2.5 % at either end. */
public record PercentileInterval(double lower, double upper) {
  private static final double TAIL = 0.025;

  /** Of resamples without a value more than this leave too little to say. */
  private static final double MOST_WITHOUT = 0.01;

  /**
   * @param resampled NaN for a resample that has no value
   * @return empty where more than one in a hundred has none
   */
  static Optional<PercentileInterval> of(double[] resampled) {
    double[] values = Arrays.stream(resampled).filter(value -> !Double.isNaN(value)).toArray();
    if (values.length == 0 || values.length < (1 - MOST_WITHOUT) * resampled.length) {
      return Optional.empty();
    }
    return Optional.of(
        new PercentileInterval(
            ClusterBootstrap.quantile(values, TAIL), ClusterBootstrap.quantile(values, 1 - TAIL)));
  }
}
