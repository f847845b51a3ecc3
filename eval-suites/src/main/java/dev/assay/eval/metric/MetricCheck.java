package dev.assay.eval.metric;

import dev.assay.core.error.AssayException;
import dev.assay.core.error.ErrorKind;
import java.util.ArrayList;
import java.util.List;

/** The names of a task's metrics, looked up before anything is scored. */
final class MetricCheck {
  private MetricCheck() {}

  static ItemMetrics itemMetrics(String task, ScoringDefinition definition) {
    String name = definition.resultFunction();
    if (name == null) {
      return OutputMetrics.of(task, definition.outputType(), definition.metrics());
    }
    ResultFunction function = KnownMetrics.function(name).orElseThrow();
    List<String> computed = KnownMetrics.names(function.metrics());
    int[] listed =
        definition.metrics().stream().mapToInt(m -> computed.indexOf(m.metric())).toArray();
    return (item, filtered) -> {
      List<ItemValue> values = function.values(item, filtered);
      List<ItemValue> wanted = new ArrayList<>();
      for (int at : listed) {
        wanted.add(values.get(at));
      }
      return wanted;
    };
  }

  /**
   * One per metric.
   *
   * @throws AssayException USAGE for a name that does not exist or does not fit
   */
  static List<Aggregation> aggregations(String task, ScoringDefinition definition) {
    checkFunction(task, definition);
    List<KnownMetric> computed =
        KnownMetrics.computed(definition.outputType(), definition.resultFunction());
    List<Aggregation> aggregations = new ArrayList<>();
    for (MetricDefinition metric : definition.metrics()) {
      KnownMetric known =
          KnownMetrics.known(definition.outputType(), definition.resultFunction(), metric.metric())
              .orElseThrow(() -> unknown(task, metric, definition, computed));
      aggregations.add(aggregation(task, metric, known));
    }
    return List.copyOf(aggregations);
  }

  private static void checkFunction(String task, ScoringDefinition definition) {
    String name = definition.resultFunction();
    if (name == null) {
      return;
    }
    boolean fits =
        KnownMetrics.function(name)
            .filter(function -> function.outputType() == definition.outputType())
            .isPresent();
    if (!fits) {
      throw new AssayException(
          ErrorKind.USAGE,
          "task '" + task + "' computes its metrics with '" + name + "'",
          "there is no such function of output_type " + definition.outputType(),
          "use one of " + String.join(", ", KnownMetrics.resultFunctions()));
    }
  }

  private static AssayException unknown(
      String task,
      MetricDefinition metric,
      ScoringDefinition definition,
      List<KnownMetric> computed) {
    return new AssayException(
        ErrorKind.USAGE,
        "task '" + task + "' lists the metric '" + metric.metric() + "'",
        (definition.resultFunction() == null
                ? "its output_type " + definition.outputType()
                : "its function " + definition.resultFunction())
            + " has no such metric",
        "use one of " + String.join(", ", KnownMetrics.names(computed)));
  }

  private static Aggregation aggregation(String task, MetricDefinition metric, KnownMetric known) {
    return Aggregation.ALL.stream()
        .filter(one -> one.name().equals(metric.aggregation()))
        .filter(one -> fits(one, known))
        .findFirst()
        .orElseThrow(
            () ->
                new AssayException(
                    ErrorKind.USAGE,
                    "task '"
                        + task
                        + "' aggregates '"
                        + metric.metric()
                        + "' by '"
                        + metric.aggregation()
                        + "'",
                    "that does not exist, or is not of what the metric has of an item",
                    "use one of "
                        + String.join(
                            ", ",
                            Aggregation.ALL.stream()
                                .filter(one -> fits(one, known))
                                .map(Aggregation::name)
                                .toList())));
  }

  /** Of clusters' numbers only the one that knows what they are. */
  private static boolean fits(Aggregation aggregation, KnownMetric known) {
    return aggregation.of() == known.of()
        && (aggregation.clusters() == null || aggregation.name().equals(known.aggregation()));
  }
}
