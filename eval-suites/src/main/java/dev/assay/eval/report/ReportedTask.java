package dev.assay.eval.report;

import dev.assay.eval.data.DataFile;
import dev.assay.eval.score.TaskScore;
import dev.assay.eval.task.SelectedTask;
import java.util.List;
import java.util.function.ToLongFunction;

/**
 * A task's part of a report.
 *
 * @param documents in the evaluated split
 * @param evaluated documents after the limit
 * @param files its data were read from
 * @param scores one per metric
 */
public record ReportedTask(
    SelectedTask task,
    long documents,
    long evaluated,
    List<DataFile> files,
    List<TaskScore> scores) {
  public ReportedTask {
    files = List.copyOf(files);
    scores = List.copyOf(scores);
  }

  String name() {
    return task.definition().name();
  }

  /** Items that the scores are means of. */
  long scored() {
    return scores.isEmpty() ? evaluated : scores.get(0).n();
  }

  /** A count that all the task's scores share. */
  long count(ToLongFunction<TaskScore> count) {
    return scores.isEmpty() ? 0 : count.applyAsLong(scores.get(0));
  }
}
