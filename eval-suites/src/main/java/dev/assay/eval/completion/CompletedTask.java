package dev.assay.eval.completion;

import dev.assay.eval.task.SelectedGenerationTask;
import java.util.List;

/**
 * A generation task and what was measured of it.
 *
 * @param items failed ones included
 * @param scores filter by filter; none of a task whose completions are only stored
 */
public record CompletedTask(SelectedGenerationTask task, long items, List<FilterScore> scores) {
  public CompletedTask {
    scores = List.copyOf(scores);
  }
}
