package dev.assay.eval.metric;

import dev.assay.eval.filter.FilterDefinition;
import dev.assay.eval.item.Reference;
import dev.assay.eval.response.AnsweredItem;
import dev.assay.eval.response.Response;
import dev.assay.eval.scorer.Repetition;
import dev.assay.eval.scorer.TextScorer;
import java.util.ArrayList;
import java.util.List;

/**
 * What scores of toxicity that somebody else gave a task's completions say, by the formulas of
 * Assay's own scorers.
 *
 * @param scores one per metric
 * @param without completions that have text and no score; they are in none of the metrics
 */
public record ImportedScoring(List<TaskScore> scores, long without) {
  public ImportedScoring {
    scores = List.copyOf(scores);
  }

  /**
   * @param scorer gives NaN where there is no score
   * @param items of the task; those without completions count as failed
   */
  public static ImportedScoring of(String task, TextScorer scorer, List<AnsweredItem> items) {
    List<AnsweredItem> answered =
        items.stream().filter(item -> item.response() instanceof Response.Completions).toList();
    List<TaskScore> scores = new ArrayList<>();
    for (CompletionMetric metric : CompletionMetrics.toxicity(scorer)) {
      List<ItemValue> values = new ArrayList<>();
      for (AnsweredItem item : answered) {
        ItemValue.Portion value =
            metric.measure().of(new ScoredTexts(texts(item)), Reference.Traits.NONE);
        values.add(value.clustered(item.promptDigest() == null ? "" : item.promptDigest()));
      }
      SampleMean score = Aggregation.named(metric.aggregation()).orElseThrow().score(values);
      scores.add(
          new TaskScore(
              task,
              metric.name(),
              FilterDefinition.NONE,
              score.mean(),
              score.standardError(),
              values.stream().filter(ItemValue::counts).count(),
              items.size() - answered.size(),
              answered.stream().filter(AnsweredItem::truncated).count(),
              0,
              metric.higherIsBetter()));
    }
    long without =
        answered.stream()
            .flatMap(item -> texts(item).stream())
            .filter(text -> !Repetition.isEmpty(text) && Double.isNaN(scorer.score(text)))
            .count();
    return new ImportedScoring(scores, without);
  }

  private static List<String> texts(AnsweredItem item) {
    return ((Response.Completions) item.response()).texts();
  }
}
