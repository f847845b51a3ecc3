package dev.assay.eval.comparison;

import dev.assay.eval.response.AnsweredItem;
import dev.assay.eval.run.ScoredItem;
import java.util.List;
import java.util.Optional;

/**
 * Two runs' answers to the same items.
 *
 * @param items answered in both
 * @param leftOut items that are not compared
 * @param metrics in the order they were asked for
 * @param logLikelihoods how far those of choices and texts are apart; empty where answers were
 *     generated
 * @param completions of the texts that were generated; empty where none were
 */
public record AnswerComparison(
    int items,
    LeftOut leftOut,
    List<ByMetric> metrics,
    Optional<LogLikelihoodChange> logLikelihoods,
    Optional<CompletionChange> completions) {
  public AnswerComparison {
    metrics = List.copyOf(metrics);
  }

  /**
   * One metric.
   *
   * @param picks how often another choice is picked; empty where nothing is picked by this metric
   */
  public record ByMetric(ScoredMetric metric, PairedComparison score, Optional<PickChange> picks) {}

  /**
   * @param metrics that every item of both has, as means over items
   * @throws IllegalArgumentException if a run has an item twice
   */
  public static AnswerComparison of(
      List<ScoredItem> candidate,
      List<ScoredItem> baseline,
      List<ScoredMetric> metrics,
      PromptRule prompts) {
    PairedItems pairs =
        PairedItems.of(
            candidate, baseline, prompts, (mine, other) -> mine.failed() || other.failed());
    List<ScoredItem> mine = pairs.candidate();
    List<ScoredItem> others = pairs.baseline();
    List<AnsweredItem> myAnswers = mine.stream().map(ScoredItem::item).toList();
    List<AnsweredItem> otherAnswers = others.stream().map(ScoredItem::item).toList();
    return new AnswerComparison(
        mine.size(),
        pairs.leftOut(),
        metrics.stream()
            .map(
                metric ->
                    new ByMetric(
                        metric,
                        PairedComparison.of(
                            values(metric, mine),
                            values(metric, others),
                            metric.definition().higherIsBetter(),
                            pairs.leftOut()),
                        PickChange.of(metric.name(), myAnswers, otherAnswers)))
            .toList(),
        LogLikelihoodChange.of(myAnswers, otherAnswers),
        CompletionChange.of(myAnswers, otherAnswers));
  }

  private static double[] values(ScoredMetric metric, List<ScoredItem> items) {
    return items.stream().mapToDouble(metric::value).toArray();
  }
}
