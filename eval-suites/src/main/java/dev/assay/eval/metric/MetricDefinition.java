package dev.assay.eval.metric;

import com.fasterxml.jackson.databind.JsonNode;
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
}
