package dev.assay.eval.report;

import dev.assay.eval.data.DataFile;
import dev.assay.eval.score.TaskScore;
import dev.assay.eval.task.SelectedTask;
import java.util.List;

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
}
