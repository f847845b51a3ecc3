package dev.assay.eval.metric;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;

/**
 * An entry of a task file's {@code metric_list}, with what the harness assumes where the file says
 * nothing.
 *
 * @param metric e.g. {@code acc_norm}
 * @param aggregation from items' values to one, e.g. {@code mean}
 * @param higherIsBetter the direction that tables print as an arrow
 * @param options all other keys, e.g. {@code ignore_case}
 */
public record MetricDefinition(
    String metric, String aggregation, boolean higherIsBetter, Map<String, JsonNode> options) {
  public MetricDefinition {
    options = Map.copyOf(options);
  }

  /**
   * The metric that stands for a task or group where there is room for one: acc_norm where it is
   * listed, as papers give HellaSwag, else the first.
   *
   * @param listed by the task or group, at least one
   */
  public static MetricDefinition headline(List<MetricDefinition> listed) {
    return listed.stream()
        .filter(definition -> definition.metric().equals("acc_norm"))
        .findFirst()
        .orElseGet(() -> listed.get(0));
  }

  /** The metric is a mean over items, so that two runs can be held against each other by item. */
  public boolean averages() {
    return Aggregation.named(aggregation).filter(Aggregation::isMean).isPresent();
  }
}
