package dev.assay.eval.metric;

import dev.assay.eval.metric.ItemValue.Clustered;
import dev.assay.eval.metric.ItemValue.Labels;
import dev.assay.eval.metric.ItemValue.Marks;
import dev.assay.eval.metric.ItemValue.Number;
import dev.assay.eval.metric.ItemValue.Portion;
import dev.assay.eval.metric.ItemValue.Texts;
import dev.assay.eval.metric.ItemValue.Weighted;
import dev.assay.eval.translation.Bleu;
import dev.assay.eval.translation.CharacterF;
import dev.assay.eval.translation.CorpusMetric;
import dev.assay.eval.translation.EditRate;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * From items' values to a task's (lm_eval/api/metrics.py).
 *
 * @param name as task files write it
 * @param of what it can be of
 * @param error how its standard error is estimated (the harness's stderr_for_metric)
 * @param clusters what is made of sums over clusters; null for what is made of items
 */
record Aggregation(
    String name,
    Class<? extends ItemValue> of,
    Error error,
    Function<Values, Statistic> statistic,
    ClusterStatistic clusters) {
  private static final double LOG_2 = StrictMath.log(2);

  /** What the harness reports of a task that is not scored. */
  private static final double BYPASSED = 999;

  enum Error {
    NONE(0),
    CLOSED_FORM(0),
    /** Of Σ sums / Σ weights, prompts being clusters. */
    OF_RATIO(0),
    /** Of the difference of two such ratios. */
    OF_RATIOS(0),
    BOOTSTRAP(100_000),
    /** Of statistics that cost more. */
    SHORT_BOOTSTRAP(100);

    private final int samples;

    Error(int samples) {
      this.samples = samples;
    }
  }

  private static final List<Aggregation> OF_ITEMS =
      List.of(
          new Aggregation("mean", Number.class, Error.CLOSED_FORM, Values::mean),
          new Aggregation("nanmean", Number.class, Error.BOOTSTRAP, Values::meanOfNumbers),
          new Aggregation("median", Number.class, Error.BOOTSTRAP, Values::median),
          new Aggregation(
              "perplexity",
              Number.class,
              Error.BOOTSTRAP,
              values -> {
                Statistic mean = values.mean();
                return items -> StrictMath.exp(-mean.of(items));
              }),
          new Aggregation("brier_score", Number.class, Error.NONE, Values::mean),
          new Aggregation("bypass", Number.class, Error.NONE, values -> items -> BYPASSED),
          new Aggregation(
              "weighted_perplexity",
              Weighted.class,
              Error.NONE,
              values -> items -> StrictMath.exp(-values.weightedMean())),
          new Aggregation(
              "bits_per_byte",
              Weighted.class,
              Error.NONE,
              values -> items -> -values.weightedMean() / LOG_2),
          new Aggregation(
              "portion_mean", Portion.class, Error.OF_RATIO, v -> Portions.mean(v.portions())),
          new Aggregation(
              "difference_of_parts",
              Portion.class,
              Error.OF_RATIOS,
              v -> Portions.difference(v.portions())),
          new Aggregation(
              "range_of_parts",
              Portion.class,
              Error.SHORT_BOOTSTRAP,
              v -> Portions.range(v.portions())),
          new Aggregation("agg_inst_level_acc", Marks.class, Error.NONE, Values::meanOfMarks),
          new Aggregation("f1", Labels.class, Error.BOOTSTRAP, v -> Classification.f1(v.labels())),
          new Aggregation(
              "matthews_corrcoef",
              Labels.class,
              Error.BOOTSTRAP,
              v -> Classification.correlation(v.labels())),
          corpus("bleu", new Bleu()),
          corpus("chrf", CharacterF.ofCharacters()),
          corpus("chrf++", CharacterF.withWords()),
          corpus("ter", new EditRate()));

  /** Every one there is. */
  static final List<Aggregation> ALL =
      Stream.concat(OF_ITEMS.stream(), ClusterStatistic.ALL.stream().map(Aggregation::of)).toList();

  Aggregation(
      String name,
      Class<? extends ItemValue> of,
      Error error,
      Function<Values, Statistic> statistic) {
    this(name, of, error, statistic, null);
  }

  private static Aggregation of(ClusterStatistic clusters) {
    return new Aggregation(clusters.name(), Clustered.class, Error.NONE, null, clusters);
  }

  private static Aggregation corpus(String name, CorpusMetric metric) {
    return new Aggregation(
        name, Texts.class, Error.SHORT_BOOTSTRAP, values -> values.corpus(metric));
  }

  /** Empty for a name of nothing. */
  static Optional<Aggregation> named(String name) {
    return ALL.stream().filter(known -> known.name.equals(name)).findFirst();
  }

  /** Whether the value is what items have of it, divided by their number. */
  boolean isMean() {
    return List.of("mean", "nanmean", "brier_score", "agg_inst_level_acc").contains(name);
  }

  /** Value and standard error, NaN where there is none; of no items both are NaN. */
  SampleMean score(List<ItemValue> items) {
    if (items.isEmpty()) {
      return new SampleMean(Double.NaN, Double.NaN);
    }
    if (clusters != null) {
      return clusters.score(items);
    }
    if (error == Error.CLOSED_FORM) {
      return SampleMean.of(items);
    }
    if (error == Error.OF_RATIO) {
      return Portions.estimate(items);
    }
    if (error == Error.OF_RATIOS) {
      return Portions.estimateOfDifference(items);
    }
    Statistic ready = statistic.apply(new Values(items));
    double value = ready.of(Values.all(items.size()));
    return new SampleMean(
        value,
        error.samples == 0 || items.size() < 2
            ? Double.NaN
            : Bootstrap.standardError(ready, items.size(), error.samples));
  }
}
