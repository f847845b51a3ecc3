package dev.assay.eval.comparison;

import dev.assay.eval.filter.FilterDefinition;
import dev.assay.eval.metric.ItemValue;
import dev.assay.eval.metric.MetricDefinition;
import dev.assay.eval.metric.MetricValue;
import dev.assay.eval.run.ScoredItem;
import java.util.List;
import java.util.Optional;

/** A metric of answers after a filter. */
public record ScoredMetric(String filter, MetricDefinition definition) {
  public String name() {
    return definition.metric();
  }

  /** As people call it. */
  @Override
  public String toString() {
    return filter.equals(FilterDefinition.NONE) ? name() : name() + " after " + filter;
  }

  /**
   * The metric that stands for others where there is room for one: acc_norm where it is listed, as
   * papers give HellaSwag, else the first.
   *
   * @param listed at least one
   */
  public static ScoredMetric headline(List<ScoredMetric> listed) {
    return listed.stream()
        .filter(metric -> metric.name().equals("acc_norm"))
        .findFirst()
        .orElseGet(() -> listed.get(0));
  }

  /**
   * @throws IllegalArgumentException if the item has no such score
   */
  double value(ScoredItem item) {
    return find(item)
        .map(ItemValue::value)
        .filter(value -> !Double.isNaN(value))
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "item "
                        + item.item().docId()
                        + " of "
                        + item.item().task()
                        + " has no "
                        + this));
  }

  /** What the item has of it; empty where it was not scored so. */
  public Optional<ItemValue> find(ScoredItem item) {
    return item.scores().stream()
        .filter(scores -> scores.filter().equals(filter))
        .flatMap(scores -> scores.values().stream())
        .filter(value -> value.metric().equals(name()))
        .map(MetricValue::value)
        .findFirst();
  }
}
