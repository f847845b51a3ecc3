package dev.assay.eval.task;

/**
 * A metric that a generation task reports.
 *
 * @param higherIsBetter the direction that tables print as an arrow
 */
public record GenerationMetricDefinition(GenerationMetric metric, boolean higherIsBetter) {
  public GenerationMetricDefinition {
    RequiredKey.of(metric, "metric");
  }
}
