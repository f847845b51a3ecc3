package dev.assay.spark.internal.completion;

import dev.assay.eval.completion.CompletedTask;
import dev.assay.eval.completion.CompletionScoring;
import dev.assay.eval.outcome.CompletionOutcome;
import dev.assay.eval.score.FilterScore;
import dev.assay.eval.task.SelectedGenerationTask;
import dev.assay.spark.internal.tables.RunTables;
import java.util.ArrayList;
import java.util.List;

/** A run's scores from its table of completions alone: no model, no data. */
final class CompletionScores {
  private CompletionScores() {}

  static List<CompletedTask> of(RunTables tables, CompletionContent content) {
    List<CompletedTask> scored = new ArrayList<>();
    List<SelectedGenerationTask> tasks = content.definitions();
    for (int i = 0; i < tasks.size(); i++) {
      SelectedGenerationTask task = tasks.get(i);
      List<StoredCompletion> completions =
          StoredCompletion.of(tables, content.runId(), task.definition().name());
      scored.add(scored(task, content.tasks().get(i).documents(), completions));
    }
    return scored;
  }

  static CompletedTask scored(
      SelectedGenerationTask task, long documents, List<StoredCompletion> completions) {
    List<CompletionOutcome> outcomes = completions.stream().map(StoredCompletion::outcome).toList();
    return new CompletedTask(
        task,
        documents,
        outcomes.size(),
        new CompletionScoring(task.definition()).scores(outcomes));
  }

  static List<FilterScore> all(List<CompletedTask> tasks) {
    return tasks.stream().flatMap(task -> task.scores().stream()).toList();
  }
}
