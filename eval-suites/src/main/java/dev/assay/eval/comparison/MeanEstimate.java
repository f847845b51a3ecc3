package dev.assay.eval.comparison;

import dev.assay.eval.metric.SampleMean;
import dev.assay.eval.statistic.Interval;

/**
 * A mean over items.
 *
 * @param mean NaN over no items
 * @param standardError s/√n with n − 1 in s, as in the reference harness, over all items as one
 *     sample; NaN below two items
 * @param interval Wilson's where every value is 0 or 1, else mean ± 1.96 standard errors
 */
public record MeanEstimate(double mean, double standardError, Interval interval) {

  /** Of a metric's values. */
  public static MeanEstimate ofScores(double[] values) {
    MeanEstimate estimate = ofDifferences(values);
    return values.length > 0 && areHits(values)
        ? new MeanEstimate(
            estimate.mean, estimate.standardError, Interval.wilson(estimate.mean, values.length))
        : estimate;
  }

  /** Of values that may have either sign. */
  static MeanEstimate ofDifferences(double[] values) {
    SampleMean sample = SampleMean.of(values);
    return new MeanEstimate(
        sample.mean(),
        sample.standardError(),
        Interval.normal(sample.mean(), sample.standardError()));
  }

  private static boolean areHits(double[] values) {
    for (double value : values) {
      if (value != 0 && value != 1) {
        return false;
      }
    }
    return true;
  }
}
