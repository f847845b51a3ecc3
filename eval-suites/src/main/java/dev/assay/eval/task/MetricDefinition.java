package dev.assay.eval.task;

import java.util.ArrayList;
import java.util.List;

/**
 * A metric a task reports.
 *
 * @param higherIsBetter the direction that tables print as an arrow
 */
public record MetricDefinition(Metric metric, boolean higherIsBetter) {
  public MetricDefinition {
    RequiredKey.of(metric, "metric");
  }

  /**
   * The metric that stands for a task or group where there is room for one: acc_norm where it is
   * listed, as papers give HellaSwag, else the first.
   *
   * @param listed by the task or group, at least one
   */
  public static MetricDefinition headline(List<MetricDefinition> listed) {
    return listed.stream()
        .filter(definition -> definition.metric() == Metric.ACC_NORM)
        .findFirst()
        .orElseGet(() -> listed.get(0));
  }

  /** The metrics given, then every other one: what can be computed of the same outcomes. */
  public static List<MetricDefinition> every(List<MetricDefinition> given) {
    List<MetricDefinition> every = new ArrayList<>(given);
    for (Metric metric : Metric.values()) {
      if (given.stream().noneMatch(definition -> definition.metric() == metric)) {
        every.add(new MetricDefinition(metric, true));
      }
    }
    return List.copyOf(every);
  }
}
