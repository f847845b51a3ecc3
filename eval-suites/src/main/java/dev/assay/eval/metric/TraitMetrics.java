package dev.assay.eval.metric;

import dev.assay.eval.metric.ItemValue.Clustered;
import dev.assay.eval.metric.ItemValue.Number;
import dev.assay.eval.response.AnsweredItem;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Metrics of choices that depend on more than which choice is right: on traits of documents, by
 * which items are told apart and belong together. What a set has is a list of these.
 */
record TraitMetrics(String name, List<TraitMetric> all) implements ResultFunction {
  TraitMetrics {
    all = List.copyOf(all);
  }

  /** One of them. */
  record TraitMetric(KnownMetric known, Function<PickedChoice, ItemValue> value) {}

  @Override
  public OutputType outputType() {
    return OutputType.MULTIPLE_CHOICE;
  }

  @Override
  public List<KnownMetric> metrics() {
    return all.stream().map(TraitMetric::known).toList();
  }

  @Override
  public List<ItemValue> values(AnsweredItem item, List<String> filtered) {
    PickedChoice picked = PickedChoice.of(item);
    return all.stream().map(metric -> metric.value().apply(picked)).toList();
  }

  /** Accuracy, and what it is of random picks. */
  static List<TraitMetric> accuracy() {
    return new ArrayList<>(
        List.of(
            new TraitMetric(
                known("acc", Number.class, "mean", true), picked -> new Number(picked.right())),
            new TraitMetric(
                known("acc_chance", Number.class, "mean", true),
                picked -> picked.choices().chance())));
  }

  /**
   * A statistic of clusters of those items that a condition holds of.
   *
   * @param aggregation name of a {@link ClusterStatistic}
   */
  static TraitMetric of(
      String metric,
      String aggregation,
      boolean higherIsBetter,
      Predicate<PickedChoice> subset,
      Function<PickedChoice, Clustered> value) {
    return new TraitMetric(
        known(metric, Clustered.class, aggregation, higherIsBetter),
        picked -> subset.test(picked) ? value.apply(picked) : Clustered.outside());
  }

  private static KnownMetric known(
      String metric, Class<? extends ItemValue> of, String aggregation, boolean higherIsBetter) {
    return new KnownMetric(
        metric, of, aggregation, higherIsBetter, Set.of(OutputType.MULTIPLE_CHOICE));
  }
}
