package dev.assay.spark.internal.completion;

import dev.assay.eval.completion.CompletedTask;
import dev.assay.eval.score.FilterScore;
import dev.assay.spark.internal.tables.RunTables;
import dev.assay.spark.internal.tables.StoredScores;
import java.util.List;

/**
 * Computes every score of a run of generated answers again, from its completions alone, and
 * compares with those stored.
 */
public final class RescoreCompletionsJob {
  private final RunTables tables;
  private final String runId;

  public RescoreCompletionsJob(RunTables tables, String runId) {
    this.tables = tables;
    this.runId = runId;
  }

  /**
   * @param compared scores that were compared
   * @param differences what differs from the stored summary, in words; empty where every bit agrees
   */
  public record Result(List<CompletedTask> tasks, int compared, List<String> differences) {}

  /**
   * @throws dev.assay.core.error.AssayException of kind USAGE for an unknown run; of kind DATA for
   *     tables of a task whose definition has changed since
   */
  public Result run() {
    CompletionContent content = tables.content(runId, CompletionContent.class);
    List<CompletedTask> tasks = CompletionScores.of(tables, content);
    List<FilterScore> scores = CompletionScores.all(tasks);
    return new Result(tasks, scores.size(), StoredScores.differences(tables, runId, scores));
  }
}
