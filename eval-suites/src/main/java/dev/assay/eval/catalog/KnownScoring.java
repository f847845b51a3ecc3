package dev.assay.eval.catalog;

import dev.assay.eval.filter.KnownFilters;
import dev.assay.eval.metric.KnownMetrics;
import java.util.function.Predicate;

/**
 * Which names of a task file's scoring are implemented; the registry of metrics decides.
 *
 * @param metrics e.g. {@code acc_norm}
 * @param aggregations e.g. {@code mean}
 * @param filters functions of filter steps, e.g. {@code regex}
 * @param resultFunctions e.g. {@code ifeval}
 */
public record KnownScoring(
    Predicate<String> metrics,
    Predicate<String> aggregations,
    Predicate<String> filters,
    Predicate<String> resultFunctions) {
  /** What there is. */
  public static KnownScoring registered() {
    return new KnownScoring(
        KnownMetrics::isMetric,
        KnownMetrics.aggregations()::contains,
        KnownFilters.NAMES::contains,
        KnownMetrics.resultFunctions()::contains);
  }

  /** Everything: what a file says is not judged. */
  public static KnownScoring everything() {
    return new KnownScoring(name -> true, name -> true, name -> true, name -> true);
  }
}
