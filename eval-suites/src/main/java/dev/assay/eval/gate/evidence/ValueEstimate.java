package dev.assay.eval.gate.evidence;

import dev.assay.eval.metric.DrawnMetric;
import dev.assay.eval.metric.SampleMean;
import dev.assay.eval.statistic.ClusterBootstrap;
import dev.assay.eval.statistic.ClusterError;
import dev.assay.eval.statistic.Distributions;
import dev.assay.eval.statistic.Interval;
import java.util.stream.IntStream;

/**
 * What one run's items say about a value by itself.
 *
 * @param value over the items
 * @param bounds one-sided bounds of it, each at 1 − α; infinite where nothing is known
 */
public record ValueEstimate(double value, Interval bounds) {
  private static final Interval UNKNOWN =
      new Interval(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);

  /**
   * Wilson's bounds of right and wrong answers, Student's of other values and of clusters.
   *
   * @param values of at least one item, each with itself as the other run
   */
  public static ValueEstimate of(PairedValues values, TestLevel level) {
    double[] own = values.candidate();
    double mean = SampleMean.of(own).mean();
    int clusters = values.clusters();
    if (clusters == own.length && values.areHits()) {
      return new ValueEstimate(mean, Interval.wilson(mean, own.length, level.quantile()));
    }
    double[] influence = new double[clusters];
    for (int i = 0; i < own.length; i++) {
      influence[values.cluster()[i]] += (own[i] - mean) / own.length;
    }
    if (clusters < 2) {
      return new ValueEstimate(mean, UNKNOWN);
    }
    double half =
        Distributions.studentQuantile(1 - level.alpha(), clusters - 1.0)
            * ClusterError.of(influence);
    return new ValueEstimate(mean, new Interval(mean - half, mean + half));
  }

  /**
   * Bounds of resampled clusters.
   *
   * @param metric of the run's items
   * @param clusters of them, at least one
   */
  public static ValueEstimate of(DrawnMetric metric, int clusters, TestLevel level) {
    double value = metric.of(IntStream.range(0, clusters).toArray());
    Resampled resampled =
        new Resampled(
            value, ClusterBootstrap.ofDraws(clusters, metric::of, level.resamples(), level.seed()));
    return new ValueEstimate(value, resampled.interval(level.alpha()));
  }
}
