package dev.assay.eval.comparison;

import dev.assay.eval.outcome.AnsweredItem;
import dev.assay.eval.outcome.ItemOutcome;
import dev.assay.eval.score.Scoring;
import dev.assay.eval.task.MetricDefinition;
import java.util.List;

/**
 * The answers of a candidate and of a baseline to the same questions: scores, picks and
 * log-likelihoods.
 *
 * @param items paired
 * @param leftOut items that are in nothing of this
 * @param metrics one each, in the given order
 */
public record AnswerComparison(
    int items, LeftOut leftOut, List<ByMetric> metrics, LogLikelihoodChange logLikelihoods) {
  public AnswerComparison {
    metrics = List.copyOf(metrics);
  }

  /** Scores and picks of one metric. */
  public record ByMetric(MetricDefinition metric, PairedComparison score, PickChange picks) {}

  /**
   * Compares; the order of the items does not matter, to the bit.
   *
   * @param metrics at least one
   * @throws IllegalArgumentException if either has an item twice
   */
  public static AnswerComparison of(
      List<AnsweredItem> candidate,
      List<AnsweredItem> baseline,
      List<MetricDefinition> metrics,
      PromptRule prompts) {
    ItemPairing<AnsweredItem> pairing =
        ItemPairing.of(
            candidate,
            baseline,
            item -> new ItemPairing.Key(item.outcome().task(), item.outcome().docId()),
            item -> item.outcome().failed(),
            (mine, other) ->
                prompts.admits(mine.promptDigest(), other.promptDigest())
                    && sameChoices(mine, other));
    List<ItemOutcome> mine =
        pairing.pairs().stream().map(pair -> pair.candidate().outcome()).toList();
    List<ItemOutcome> others =
        pairing.pairs().stream().map(pair -> pair.baseline().outcome()).toList();
    return new AnswerComparison(
        mine.size(),
        pairing.leftOut(),
        metrics.stream().map(metric -> byMetric(metric, mine, others, pairing.leftOut())).toList(),
        LogLikelihoodChange.of(mine, others));
  }

  /** Choices are not stored; their number, their lengths and which of them is right are. */
  private static boolean sameChoices(AnsweredItem one, AnsweredItem two) {
    ItemOutcome mine = one.outcome();
    ItemOutcome other = two.outcome();
    boolean same =
        mine.target() == other.target() && mine.choices().size() == other.choices().size();
    for (int c = 0; same && c < mine.choices().size(); c++) {
      same = mine.choices().get(c).codePoints() == other.choices().get(c).codePoints();
    }
    return same;
  }

  private static ByMetric byMetric(
      MetricDefinition metric, List<ItemOutcome> mine, List<ItemOutcome> others, LeftOut leftOut) {
    return new ByMetric(
        metric,
        PairedComparison.of(
            values(metric, mine), values(metric, others), metric.higherIsBetter(), leftOut),
        PickChange.of(metric.metric(), mine, others));
  }

  private static double[] values(MetricDefinition metric, List<ItemOutcome> outcomes) {
    return outcomes.stream()
        .mapToDouble(outcome -> Scoring.metrics(outcome).value(metric.metric()))
        .toArray();
  }
}
