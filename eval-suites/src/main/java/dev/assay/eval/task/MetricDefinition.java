package dev.assay.eval.task;

/**
 * A metric a task reports.
 *
 * @param higherIsBetter the direction that tables print as an arrow
 */
public record MetricDefinition(Metric metric, boolean higherIsBetter) {
  public MetricDefinition {
    RequiredKey.of(metric, "metric");
  }
}
