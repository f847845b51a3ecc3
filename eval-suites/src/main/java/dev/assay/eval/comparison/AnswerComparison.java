package dev.assay.eval.comparison;

import dev.assay.eval.item.Reference;
import dev.assay.eval.response.AnsweredItem;
import dev.assay.eval.response.Response;
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
    ItemPairing<ScoredItem> pairing =
        ItemPairing.of(
            candidate,
            baseline,
            item -> new ItemPairing.Key(item.item().task(), item.item().docId()),
            item -> item.item().failed(),
            (mine, other) ->
                prompts.admits(mine.item().promptDigest(), other.item().promptDigest())
                    && sameQuestion(mine.item(), other.item()));
    List<ScoredItem> mine = pairing.pairs().stream().map(ItemPairing.Pair::candidate).toList();
    List<ScoredItem> others = pairing.pairs().stream().map(ItemPairing.Pair::baseline).toList();
    List<AnsweredItem> myAnswers = mine.stream().map(ScoredItem::item).toList();
    List<AnsweredItem> otherAnswers = others.stream().map(ScoredItem::item).toList();
    return new AnswerComparison(
        mine.size(),
        pairing.leftOut(),
        metrics.stream()
            .map(
                metric ->
                    new ByMetric(
                        metric,
                        PairedComparison.of(
                            values(metric, mine),
                            values(metric, others),
                            metric.definition().higherIsBetter(),
                            pairing.leftOut()),
                        PickChange.of(metric.name(), myAnswers, otherAnswers)))
            .toList(),
        LogLikelihoodChange.of(myAnswers, otherAnswers),
        CompletionChange.of(myAnswers, otherAnswers));
  }

  private static double[] values(ScoredMetric metric, List<ScoredItem> items) {
    return items.stream().mapToDouble(metric::value).toArray();
  }

  /** The same right choices, and choices of the same lengths. */
  private static boolean sameQuestion(AnsweredItem mine, AnsweredItem other) {
    if (!(mine.response() instanceof Response.Choices one)
        || !(other.response() instanceof Response.Choices two)) {
      return mine.response().getClass() == other.response().getClass();
    }
    boolean same = right(mine).equals(right(other)) && one.choices().size() == two.choices().size();
    for (int c = 0; same && c < one.choices().size(); c++) {
      same = one.choices().get(c).codePoints() == two.choices().get(c).codePoints();
    }
    return same;
  }

  private static List<Integer> right(AnsweredItem item) {
    return item.reference() instanceof Reference.RightChoices right ? right.indices() : List.of();
  }
}
