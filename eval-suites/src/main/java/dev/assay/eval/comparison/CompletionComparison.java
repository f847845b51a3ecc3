package dev.assay.eval.comparison;

import dev.assay.eval.completion.CompletionScoring;
import dev.assay.eval.completion.FilteredCompletion;
import dev.assay.eval.outcome.AnsweredCompletion;
import dev.assay.eval.score.FilterScore;
import dev.assay.eval.task.GenerationMetricDefinition;
import dev.assay.eval.task.GenerationTask;
import java.util.ArrayList;
import java.util.List;

/**
 * What a candidate and a baseline generated to the same prompts.
 *
 * @param items paired
 * @param equal pairs whose completions are the same text
 * @param leftOut items that are in nothing of this
 * @param scores of every filter and metric, in the task's order
 */
public record CompletionComparison(int items, int equal, LeftOut leftOut, List<ByFilter> scores) {
  public CompletionComparison {
    scores = List.copyOf(scores);
  }

  /**
   * One metric behind one filter. What an item counts several times in is its share here: the mean
   * over items, not over what they are counted by.
   *
   * @param filter its name; {@value FilterScore#NONE} where there is none
   */
  public record ByFilter(
      String filter, GenerationMetricDefinition metric, PairedComparison score) {}

  /**
   * Compares completions of one task; the order of the items does not matter, to the bit.
   *
   * @throws IllegalArgumentException if either has an item twice
   */
  public static CompletionComparison of(
      GenerationTask task,
      List<AnsweredCompletion> candidate,
      List<AnsweredCompletion> baseline,
      PromptRule prompts) {
    ItemPairing<AnsweredCompletion> pairing =
        ItemPairing.of(
            candidate,
            baseline,
            item -> new ItemPairing.Key(item.outcome().task(), item.outcome().docId()),
            item -> item.outcome().failed(),
            (mine, other) -> prompts.admits(mine.promptDigest(), other.promptDigest()));
    CompletionScoring scoring = new CompletionScoring(task);
    List<List<FilteredCompletion>> mine = new ArrayList<>();
    List<List<FilteredCompletion>> others = new ArrayList<>();
    int equal = 0;
    for (ItemPairing.Pair<AnsweredCompletion> pair : pairing.pairs()) {
      mine.add(scoring.filtered(pair.candidate().outcome()));
      others.add(scoring.filtered(pair.baseline().outcome()));
      String completion = pair.candidate().outcome().completion();
      equal += completion.equals(pair.baseline().outcome().completion()) ? 1 : 0;
    }
    List<ByFilter> scores = new ArrayList<>();
    for (int filter = 0; filter < task.filters().size(); filter++) {
      for (int metric = 0; metric < task.metrics().size(); metric++) {
        GenerationMetricDefinition definition = task.metrics().get(metric);
        scores.add(
            new ByFilter(
                task.filters().get(filter).name(),
                definition,
                PairedComparison.of(
                    values(mine, filter, metric),
                    values(others, filter, metric),
                    definition.higherIsBetter(),
                    pairing.leftOut())));
      }
    }
    return new CompletionComparison(mine.size(), equal, pairing.leftOut(), scores);
  }

  private static double[] values(List<List<FilteredCompletion>> items, int filter, int metric) {
    return items.stream()
        .mapToDouble(item -> item.get(filter).values().get(metric).mean())
        .toArray();
  }
}
