package dev.assay.eval.completion;

import dev.assay.eval.task.GenerationMetric;

/**
 * One metric of one completion, as a sum over what it counts.
 *
 * @param sum of the values
 * @param count how many; 1, or the number of instructions where each counts by itself
 */
public record MetricValue(GenerationMetric metric, double sum, int count) {

  /** What the item has of the metric by itself. */
  public double mean() {
    return sum / count;
  }
}
