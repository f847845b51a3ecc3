package dev.assay.eval.preference.rate;

import dev.assay.eval.statistic.ClusterBootstrap;

/**
 * How a rate is computed.
 *
 * @param resamples at least 1
 */
public record RateOptions(IntervalKind interval, Weighing weighing, int resamples, long seed) {
  public static final RateOptions DEFAULT =
      new RateOptions(
          IntervalKind.BOOTSTRAP, Weighing.ROWS, ClusterBootstrap.RESAMPLES, ClusterBootstrap.SEED);

  public RateOptions {
    if (resamples < 1) {
      throw new IllegalArgumentException("resamples: " + resamples);
    }
  }

  /** With another interval. */
  public RateOptions with(IntervalKind kind) {
    return new RateOptions(kind, weighing, resamples, seed);
  }

  /** With another weighing. */
  public RateOptions with(Weighing other) {
    return new RateOptions(interval, other, resamples, seed);
  }
}
