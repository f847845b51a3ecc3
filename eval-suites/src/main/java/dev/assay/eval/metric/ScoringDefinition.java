package dev.assay.eval.metric;

import dev.assay.eval.filter.FilterDefinition;
import java.util.List;

/**
 * How a task's answers become scores.
 *
 * @param filters each by itself; one named {@code none} without steps where the file lists none
 * @param metrics what is reported of each filter, in order
 * @param resultFunction name of the registered function that computes an item's metrics ({@code
 *     process_results}), e.g. {@code ifeval}; null for what {@code outputType} says
 */
public record ScoringDefinition(
    OutputType outputType,
    List<FilterDefinition> filters,
    List<MetricDefinition> metrics,
    String resultFunction) {
  public ScoringDefinition {
    filters = List.copyOf(filters);
    metrics = List.copyOf(metrics);
  }

  /** Its metrics are of verdicts of programs, which somebody has to run. */
  public boolean needsVerdicts() {
    return metrics.stream().anyMatch(metric -> PassAtK.named(metric.metric()).isPresent());
  }
}
