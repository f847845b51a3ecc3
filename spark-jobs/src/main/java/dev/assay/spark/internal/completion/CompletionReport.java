package dev.assay.spark.internal.completion;

import dev.assay.eval.comparison.CompletionComparison;
import dev.assay.eval.task.GenerationTask;
import dev.assay.spark.internal.tables.ComparedSide;
import java.util.List;
import java.util.OptionalInt;

/**
 * The generated answers of a run beside those of another.
 *
 * @param tasks that both have
 * @param onlyCandidate tasks that the baseline does not have
 * @param onlyBaseline tasks that the candidate does not have
 */
public record CompletionReport(
    ComparedSide candidate,
    ComparedSide baseline,
    List<ComparedTask> tasks,
    List<String> onlyCandidate,
    List<String> onlyBaseline) {
  public CompletionReport {
    tasks = List.copyOf(tasks);
    onlyCandidate = List.copyOf(onlyCandidate);
    onlyBaseline = List.copyOf(onlyBaseline);
  }

  /**
   * @param shots solved examples in both runs; empty where they differ
   */
  public record ComparedTask(
      GenerationTask task, OptionalInt shots, CompletionComparison completions) {}
}
