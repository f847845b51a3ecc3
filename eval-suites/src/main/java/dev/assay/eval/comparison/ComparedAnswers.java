package dev.assay.eval.comparison;

import java.util.List;
import java.util.OptionalInt;

/**
 * Two sides compared on a task, on a group, or on all that they share.
 *
 * @param name of the task or group; "all"
 * @param outermost no group of the runs counts it in itself
 * @param shots the one number of solved examples of all its tasks in both runs; empty where they
 *     differ
 * @param whole metrics that all items together have, and none by itself
 */
public record ComparedAnswers(
    String name,
    boolean outermost,
    OptionalInt shots,
    AnswerComparison answers,
    List<WholeScore> whole) {
  public ComparedAnswers {
    whole = List.copyOf(whole);
  }

  /**
   * A metric that is no mean over items, over all items of each side.
   *
   * @param candidate its value; NaN where there is none
   */
  public record WholeScore(ScoredMetric metric, double candidate, double baseline) {}

  /** The metrics that are means over items. */
  List<ScoredMetric> metrics() {
    return answers.metrics().stream().map(AnswerComparison.ByMetric::metric).toList();
  }

  /** The same on its headline metric alone; it has one. */
  ComparedScore headline() {
    ScoredMetric headline = ScoredMetric.headline(metrics());
    return new ComparedScore(
        name,
        outermost,
        shots,
        headline,
        answers.metrics().get(metrics().indexOf(headline)).score());
  }
}
