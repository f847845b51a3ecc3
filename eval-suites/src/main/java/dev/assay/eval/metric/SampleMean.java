package dev.assay.eval.metric;

import java.util.List;

/**
 * The mean of a sample, summed in its order.
 *
 * @param mean NaN of nothing
 * @param standardError s/√n with n − 1 in s (the harness's mean_stderr); NaN below two values
 */
public record SampleMean(double mean, double standardError) {

  public static SampleMean of(double[] values) {
    double sum = 0;
    for (double value : values) {
      sum += value;
    }
    double mean = values.length == 0 ? Double.NaN : sum / values.length;
    return new SampleMean(mean, deviation(values, mean) / Math.sqrt(values.length));
  }

  /** s, with n − 1 in it; NaN below two values. */
  static double deviation(double[] values) {
    return deviation(values, of(values).mean());
  }

  private static double deviation(double[] values, double mean) {
    if (values.length < 2) {
      return Double.NaN;
    }
    double squares = 0;
    for (double value : values) {
      double deviation = value - mean;
      squares += deviation * deviation;
    }
    return Math.sqrt(squares / (values.length - 1));
  }

  static SampleMean of(List<? extends ItemValue> values) {
    return of(values.stream().mapToDouble(ItemValue::value).toArray());
  }
}
