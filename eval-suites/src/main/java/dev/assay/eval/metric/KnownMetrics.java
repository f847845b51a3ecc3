package dev.assay.eval.metric;

import static dev.assay.eval.metric.OutputType.GENERATE_UNTIL;
import static dev.assay.eval.metric.OutputType.LOGLIKELIHOOD;
import static dev.assay.eval.metric.OutputType.LOGLIKELIHOOD_ROLLING;
import static dev.assay.eval.metric.OutputType.MULTIPLE_CHOICE;

import dev.assay.eval.metric.ItemValue.Labels;
import dev.assay.eval.metric.ItemValue.Number;
import dev.assay.eval.metric.ItemValue.Portion;
import dev.assay.eval.metric.ItemValue.Texts;
import dev.assay.eval.metric.ItemValue.Weighted;
import dev.assay.eval.scorer.TextScorers;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Which metrics, aggregations and result functions task files can name, and what the harness
 * assumes where a file says nothing (lm_eval/api/registry.py; of which output types a metric is
 * computed: lm_eval/api/task.py, process_results).
 */
public final class KnownMetrics {
  /** And {@code acc_chance}, ours. */
  private static final List<KnownMetric> OF_THE_HARNESS =
      List.of(
          number("acc", "mean", true, LOGLIKELIHOOD, MULTIPLE_CHOICE),
          number("acc_norm", "mean", true, MULTIPLE_CHOICE),
          number("acc_bytes", "mean", true, MULTIPLE_CHOICE),
          number("acc_mutual_info", "mean", true, MULTIPLE_CHOICE),
          number("exact_match", "mean", true, GENERATE_UNTIL, MULTIPLE_CHOICE),
          number("brier_score", "brier_score", false, MULTIPLE_CHOICE),
          number("acc_chance", "mean", true, MULTIPLE_CHOICE),
          number("perplexity", "perplexity", false, LOGLIKELIHOOD),
          number("bypass", "bypass", true, LOGLIKELIHOOD, MULTIPLE_CHOICE, GENERATE_UNTIL),
          new KnownMetric("f1", Labels.class, "f1", true, Set.of(MULTIPLE_CHOICE)),
          new KnownMetric("mcc", Labels.class, "matthews_corrcoef", true, Set.of(MULTIPLE_CHOICE)),
          rolling("word_perplexity", "weighted_perplexity"),
          rolling("byte_perplexity", "weighted_perplexity"),
          rolling("bits_per_byte", "bits_per_byte"),
          texts("bleu", true),
          texts("chrf", true),
          texts("chrf++", true),
          texts("ter", false));

  /** Besides the harness's, scores of answers by themselves. */
  static final List<KnownMetric> ALL =
      Stream.of(
              OF_THE_HARNESS.stream(),
              Stream.of(number("log_likelihood_per_token", "mean", false, MULTIPLE_CHOICE)),
              TextScorers.ALL.stream()
                  .map(
                      scorer ->
                          number(scorer.metric(), "mean", scorer.higherIsBetter(), GENERATE_UNTIL)),
              JudgedMetrics.ALL.stream()
                  .map(
                      metric ->
                          new KnownMetric(
                              metric.name(),
                              Portion.class,
                              metric.aggregation(),
                              metric.higherIsBetter(),
                              Set.of(MULTIPLE_CHOICE))),
              CompletionMetrics.ALL.stream()
                  .map(
                      metric ->
                          new KnownMetric(
                              metric.name(),
                              Portion.class,
                              metric.aggregation(),
                              metric.higherIsBetter(),
                              Set.of(GENERATE_UNTIL))))
          .flatMap(metrics -> metrics)
          .toList();

  static final List<ResultFunction> FUNCTIONS =
      Stream.concat(
              Stream.of(
                  new InstructionObservance(),
                  new TruthMass(),
                  new StereotypePreference(),
                  BiasMetrics.of("bbq"),
                  CoreferenceMetrics.winogender(),
                  CoreferenceMetrics.winobias(),
                  new PageAsWritten()),
              MathAnswer.all().stream())
          .toList();

  private static final Map<OutputType, List<String>> DEFAULTS =
      Map.of(
          LOGLIKELIHOOD, List.of("perplexity", "acc"),
          LOGLIKELIHOOD_ROLLING, List.of("word_perplexity", "byte_perplexity", "bits_per_byte"),
          MULTIPLE_CHOICE, List.of("acc", "acc_norm"),
          GENERATE_UNTIL, List.of("exact_match"));

  /** What the harness's registry knows by name alone: only result functions compute it. */
  private static final Set<String> MEANS_BY_NAME = Set.of("acc_all", "likelihood");

  private KnownMetrics() {}

  private static KnownMetric number(
      String name, String aggregation, boolean higherIsBetter, OutputType... computed) {
    return new KnownMetric(name, Number.class, aggregation, higherIsBetter, Set.of(computed));
  }

  private static KnownMetric rolling(String name, String aggregation) {
    return new KnownMetric(name, Weighted.class, aggregation, false, Set.of(LOGLIKELIHOOD_ROLLING));
  }

  private static KnownMetric texts(String name, boolean higherIsBetter) {
    return new KnownMetric(name, Texts.class, name, higherIsBetter, Set.of(GENERATE_UNTIL));
  }

  /** Whether a task file's metric_list can name it, of whatever kind of task. */
  public static boolean isMetric(String name) {
    return PassAtK.named(name).isPresent()
        || Stream.concat(ALL.stream(), FUNCTIONS.stream().flatMap(f -> f.metrics().stream()))
            .anyMatch(known -> known.name().equals(name));
  }

  /** Names of what is computed of an output type. */
  public static List<String> metrics(OutputType type) {
    return names(ALL.stream().filter(metric -> metric.computed().contains(type)).toList());
  }

  /**
   * Names of what a result function computes.
   *
   * @param function one of {@link #resultFunctions}
   */
  public static List<String> metrics(String function) {
    return function(function).map(known -> names(known.metrics())).orElse(List.of());
  }

  /** Names of what is reported where a task file lists nothing. */
  public static List<String> defaults(OutputType type) {
    return DEFAULTS.get(type);
  }

  /** How a metric is aggregated where a task file does not say; null where nothing is assumed. */
  public static String aggregation(String metric) {
    return Stream.concat(ALL.stream(), ofTraits())
        .filter(known -> known.name().equals(metric))
        .findFirst()
        .or(() -> PassAtK.named(metric))
        .map(KnownMetric::aggregation)
        .orElse(MEANS_BY_NAME.contains(metric) ? "mean" : null);
  }

  /** Whether more is better where a task file does not say. */
  public static boolean higherIsBetter(String metric) {
    return Stream.concat(ALL.stream(), ofTraits())
        .noneMatch(known -> known.name().equals(metric) && !known.higherIsBetter());
  }

  /** What the harness has no metrics of, or knows no aggregation of by name. */
  private static Stream<KnownMetric> ofTraits() {
    return FUNCTIONS.stream()
        .filter(TraitMetrics.class::isInstance)
        .flatMap(function -> function.metrics().stream());
  }

  public static List<String> aggregations() {
    return Aggregation.ALL.stream().map(Aggregation::name).toList();
  }

  public static List<String> resultFunctions() {
    return FUNCTIONS.stream().map(ResultFunction::name).toList();
  }

  /**
   * A metric with the harness's aggregation and direction, without options; empty if nothing
   * computes it.
   *
   * @param function null for what the output type says
   */
  public static Optional<MetricDefinition> definition(
      OutputType type, String function, String metric) {
    return known(type, function, metric)
        .map(
            known ->
                new MetricDefinition(
                    metric, known.aggregation(), known.higherIsBetter(), Map.of()));
  }

  /** Empty where a task of that kind cannot list it. */
  static Optional<KnownMetric> known(OutputType type, String function, String metric) {
    return computed(type, function).stream()
        .filter(known -> known.name().equals(metric))
        .findFirst()
        .or(
            () ->
                PassAtK.named(metric)
                    .filter(known -> function == null && known.computed().contains(type)));
  }

  /**
   * An entry of a task file's list as metrics; the harness's function pass_at_k has one for each k.
   *
   * @throws IllegalArgumentException where the entry's own keys do not fit
   */
  public static List<MetricDefinition> expanded(MetricDefinition entry) {
    return PassAtK.expanded(entry);
  }

  /**
   * What a task of that kind can list, but for {@code pass@K}; nothing of a function that does not
   * exist.
   */
  static List<KnownMetric> computed(OutputType type, String function) {
    return function == null
        ? ALL.stream().filter(metric -> metric.computed().contains(type)).toList()
        : function(function).map(ResultFunction::metrics).orElse(List.of());
  }

  static Optional<ResultFunction> function(String name) {
    return FUNCTIONS.stream().filter(function -> function.name().equals(name)).findFirst();
  }

  static List<String> names(List<KnownMetric> metrics) {
    return metrics.stream().map(KnownMetric::name).toList();
  }
}
