package dev.assay.spark.internal.evaluate;

import dev.assay.eval.comparison.AnswerComparison;
import dev.assay.eval.task.MetricDefinition;
import java.util.List;
import java.util.OptionalInt;

/**
 * Two sides compared on a task, on a group, or on all that they share.
 *
 * @param name of the task or group; "all"
 * @param outermost no group of the runs counts it in itself
 * @param shots the one number of solved examples of all its tasks in both runs; empty where they
 *     differ
 */
public record ComparedAnswers(
    String name, boolean outermost, OptionalInt shots, AnswerComparison answers) {

  /** The same on its headline metric alone. */
  ComparedScore headline() {
    List<MetricDefinition> listed =
        answers.metrics().stream().map(AnswerComparison.ByMetric::metric).toList();
    MetricDefinition headline = MetricDefinition.headline(listed);
    return new ComparedScore(
        name, outermost, shots, headline, answers.metrics().get(listed.indexOf(headline)).score());
  }
}
