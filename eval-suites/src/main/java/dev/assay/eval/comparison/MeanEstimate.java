package dev.assay.eval.comparison;

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
  static MeanEstimate ofScores(double[] values) {
    MeanEstimate estimate = ofDifferences(values);
    return values.length > 0 && areHits(values)
        ? new MeanEstimate(
            estimate.mean, estimate.standardError, Interval.wilson(estimate.mean, values.length))
        : estimate;
  }

  /** Of values that may have either sign. */
  static MeanEstimate ofDifferences(double[] values) {
    double sum = 0;
    for (double value : values) {
      sum += value;
    }
    double mean = sum / values.length;
    double squares = 0;
    for (double value : values) {
      squares += (value - mean) * (value - mean);
    }
    double standardError =
        values.length < 2
            ? Double.NaN
            : Math.sqrt(squares / (values.length - 1)) / Math.sqrt(values.length);
    return new MeanEstimate(mean, standardError, Interval.normal(mean, standardError));
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
