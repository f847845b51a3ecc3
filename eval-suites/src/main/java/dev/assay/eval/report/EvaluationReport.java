package dev.assay.eval.report;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.assay.eval.task.TaskGroup;
import java.util.List;

/**
 * What a run has to say.
 *
 * @param tasks in the order they were selected
 * @param groups those to report, outer groups before the groups in them
 * @param configuration of the run, written as it is: model, tokenizer, length, limits, seeds
 */
public record EvaluationReport(
    List<ReportedTask> tasks, List<TaskGroup> groups, ObjectNode configuration) {
  public EvaluationReport {
    tasks = List.copyOf(tasks);
    groups = List.copyOf(groups);
  }
}
