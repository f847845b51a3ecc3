package dev.assay.eval.completion;

import dev.assay.eval.score.FilterScore;
import dev.assay.eval.task.SelectedGenerationTask;
import java.util.List;

/**
 * A generation task and what was measured of it.
 *
 * @param documents in the evaluated split
 * @param evaluated documents after the limit, failed ones included
 * @param scores filter by filter; none of a task whose completions are only stored
 */
public record CompletedTask(
    SelectedGenerationTask task, long documents, long evaluated, List<FilterScore> scores) {
  public CompletedTask {
    scores = List.copyOf(scores);
  }

  public String name() {
    return task.definition().name();
  }
}
