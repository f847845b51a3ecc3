package dev.assay.eval.completion;

import java.util.List;

/**
 * The mean over items, or over what they are counted by where that is several of each.
 *
 * @param value NaN where there is none
 * @param standardError s/√n, with n − 1 in s; NaN where n is below 2, and where an item counts
 *     several times, of which the reference harness gives none either
 */
record MetricMean(double value, double standardError) {

  static MetricMean of(List<MetricValue> values) {
    double sum = 0;
    long count = 0;
    for (MetricValue value : values) {
      sum += value.sum();
      count += value.count();
    }
    double mean = count == 0 ? Double.NaN : sum / count;
    if (count != values.size() || count < 2 || values.stream().anyMatch(v -> v.count() != 1)) {
      return new MetricMean(mean, Double.NaN);
    }
    double squares = 0;
    for (MetricValue value : values) {
      double deviation = value.sum() - mean;
      squares += deviation * deviation;
    }
    return new MetricMean(mean, Math.sqrt(squares / (count - 1)) / Math.sqrt(count));
  }
}
