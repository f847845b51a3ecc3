package dev.assay.eval.gate;

import dev.assay.eval.comparison.PairedItems;
import dev.assay.eval.comparison.ScoredMetric;
import dev.assay.eval.gate.evidence.Evidence;
import dev.assay.eval.gate.evidence.PairedTest;
import dev.assay.eval.gate.evidence.PairedValues;
import dev.assay.eval.gate.evidence.StatisticTest;
import dev.assay.eval.gate.evidence.TestLevel;
import dev.assay.eval.gate.evidence.ValueEstimate;
import dev.assay.eval.metric.DrawnMetric;
import dev.assay.eval.metric.ItemValue;
import dev.assay.eval.run.ScoredItem;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A line's metric on the items that two runs share, in clusters that nothing but items decides. */
final class LineValues {
  /** Aggregations that are means wherever all items weigh alike. */
  private static final List<String> MEANS_OF_EQUALS = List.of("portion_mean", "clustered_mean");

  /** Of a run by itself an item that failed has no counterpart; a value that is in every range. */
  private static final ItemValue FAILED = new ItemValue.Number(0);

  private final ScoredMetric metric;
  private final List<Pair> pairs;
  private final int unscored;

  /**
   * An item's values.
   *
   * @param mine null where the candidate failed
   */
  private record Pair(String cluster, ScoredItem item, ItemValue mine, ItemValue other) {
    double mine(double wrong) {
      return mine == null ? wrong : mine.value();
    }
  }

  private LineValues(ScoredMetric metric, List<Pair> pairs, int unscored) {
    this.metric = metric;
    this.pairs = pairs;
    this.unscored = unscored;
  }

  static LineValues of(GatedLine line, PairedItems items) {
    ScoredMetric metric = line.metric().orElseThrow();
    List<Pair> pairs = new ArrayList<>();
    int unscored = 0;
    for (int i = 0; i < items.size(); i++) {
      ScoredItem item = items.baseline().get(i);
      Optional<ItemValue> other = metric.find(item);
      Optional<ItemValue> mine = metric.find(items.candidate().get(i));
      boolean failed = items.candidate().get(i).item().failed();
      if (other.filter(ItemValue::counts).isEmpty()
          || !failed && mine.filter(ItemValue::counts).isEmpty()) {
        unscored +=
            other.filter(ItemValue::counts).isPresent()
                    || mine.filter(ItemValue::counts).isPresent()
                ? 1
                : 0;
        continue;
      }
      pairs.add(
          new Pair(
              SharedItems.cluster(line, item.item(), named(other.get())),
              item,
              mine.orElse(null),
              other.get()));
    }
    return sorted(metric, pairs, unscored);
  }

  /** Of one run by itself. */
  static LineValues ofOne(GatedLine line, List<ScoredItem> items) {
    ScoredMetric metric = line.metric().orElseThrow();
    List<Pair> pairs = new ArrayList<>();
    int unscored = 0;
    for (ScoredItem item : items) {
      Optional<ItemValue> value = metric.find(item).filter(ItemValue::counts);
      boolean wrong = item.item().failed() && line.definition().failuresAreWrong();
      if (value.isPresent() || wrong) {
        String name = value.map(LineValues::named).orElse("");
        pairs.add(
            new Pair(
                SharedItems.cluster(line, item.item(), name),
                item,
                value.orElse(null),
                value.orElse(FAILED)));
      } else {
        unscored += item.item().failed() ? 1 : 0;
      }
    }
    return sorted(metric, pairs, unscored);
  }

  private static LineValues sorted(ScoredMetric metric, List<Pair> pairs, int unscored) {
    pairs.sort(
        Comparator.comparing(Pair::cluster)
            .thenComparing(pair -> pair.item().item().task())
            .thenComparingInt(pair -> pair.item().item().docId()));
    LineValues values = new LineValues(metric, pairs, unscored);
    return values.wrong().isPresent() ? values : values.withoutFailures();
  }

  private static String named(ItemValue value) {
    if (value instanceof ItemValue.Clustered clustered) {
      return clustered.cluster();
    }
    return value instanceof ItemValue.Portion portion ? portion.cluster() : "";
  }

  /** Of a metric that has no value for a wrong answer, failures are left out after all. */
  private LineValues withoutFailures() {
    List<Pair> scored = pairs.stream().filter(pair -> pair.mine() != null).toList();
    return new LineValues(metric, scored, unscored + pairs.size() - scored.size());
  }

  /** What a wrong answer has of a mean of shares; empty of any other metric. */
  private Optional<Double> wrong() {
    boolean shares =
        isMean()
            && pairs.stream()
                .allMatch(
                    pair -> isShare(pair.other()) && (pair.mine() == null || isShare(pair.mine())));
    return shares
        ? Optional.of(metric.definition().higherIsBetter() ? 0.0 : 1.0)
        : Optional.empty();
  }

  private static boolean isShare(ItemValue value) {
    return value.value() >= 0 && value.value() <= 1;
  }

  private boolean isMean() {
    return metric.definition().averages()
        || MEANS_OF_EQUALS.contains(metric.definition().aggregation())
            && pairs.stream()
                .allMatch(
                    pair -> isOne(pair.other()) && (pair.mine() == null || isOne(pair.mine())));
  }

  private static boolean isOne(ItemValue value) {
    return value.weight() == 1 && !Double.isNaN(value.value());
  }

  /** Items with a value in both runs. */
  int size() {
    return pairs.size();
  }

  /** Items of the metric that have a value in one run alone. */
  int unscored() {
    return unscored;
  }

  /** Empty of no items. */
  Optional<Evidence> evidence(TestLevel level) {
    if (pairs.isEmpty()) {
      return Optional.empty();
    }
    if (isMean()) {
      return Optional.of(new PairedTest(level).of(numbers()));
    }
    List<List<ItemValue>> mine = new ArrayList<>();
    List<List<ItemValue>> others = new ArrayList<>();
    clusters(mine, others);
    return Optional.of(
        new StatisticTest(level)
            .of(
                DrawnMetric.of(metric.definition(), mine),
                DrawnMetric.of(metric.definition(), others),
                pairs.size(),
                mine.size(),
                metric.definition().higherIsBetter()));
  }

  /** The candidate's value by itself; empty of no items. */
  Optional<ValueEstimate> estimate(TestLevel level) {
    if (pairs.isEmpty()) {
      return Optional.empty();
    }
    if (isMean()) {
      return Optional.of(ValueEstimate.of(numbers(), level));
    }
    List<List<ItemValue>> mine = new ArrayList<>();
    clusters(mine, new ArrayList<>());
    return Optional.of(
        ValueEstimate.of(DrawnMetric.of(metric.definition(), mine), mine.size(), level));
  }

  private void clusters(List<List<ItemValue>> mine, List<List<ItemValue>> others) {
    Map<String, List<Pair>> byName = new TreeMap<>();
    pairs.forEach(
        pair -> byName.computeIfAbsent(pair.cluster(), name -> new ArrayList<>()).add(pair));
    byName
        .values()
        .forEach(
            cluster -> {
              mine.add(cluster.stream().map(Pair::mine).toList());
              others.add(cluster.stream().map(Pair::other).toList());
            });
  }

  private PairedValues numbers() {
    double wrong = wrong().orElse(Double.NaN);
    double[] mine = pairs.stream().mapToDouble(pair -> pair.mine(wrong)).toArray();
    double[] others = pairs.stream().mapToDouble(pair -> pair.other().value()).toArray();
    int[] cluster = new int[pairs.size()];
    for (int i = 1; i < cluster.length; i++) {
      boolean same = pairs.get(i).cluster().equals(pairs.get(i - 1).cluster());
      cluster[i] = cluster[i - 1] + (same ? 0 : 1);
    }
    return new PairedValues(mine, others, cluster, metric.definition().higherIsBetter());
  }

  /** The first items on which the candidate is worse, by task and document. */
  List<GateLine.ItemName> worse(int most) {
    double wrong = wrong().orElse(Double.NaN);
    int sign = metric.definition().higherIsBetter() ? 1 : -1;
    return pairs.stream()
        .filter(pair -> sign * (pair.mine(wrong) - pair.other().value()) < 0)
        .map(pair -> new GateLine.ItemName(pair.item().item().task(), pair.item().item().docId()))
        .sorted(
            Comparator.comparing(GateLine.ItemName::task)
                .thenComparingInt(GateLine.ItemName::docId))
        .limit(most)
        .toList();
  }
}
