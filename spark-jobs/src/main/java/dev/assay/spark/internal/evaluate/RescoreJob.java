package dev.assay.spark.internal.evaluate;

import dev.assay.core.error.AssayException;
import dev.assay.eval.report.EvaluationReport;
import dev.assay.eval.score.FilterScore;
import dev.assay.spark.internal.tables.RunTables;
import dev.assay.spark.internal.tables.StoredScores;
import java.util.List;

/** Computes every score of a run again, from the tables alone, and compares with those stored. */
public final class RescoreJob {
  private final RunTables tables;
  private final String runId;

  public RescoreJob(RunTables tables, String runId) {
    this.tables = tables;
    this.runId = runId;
  }

  /**
   * @param compared scores that were compared
   * @param differences what differs from the stored summary, in words; empty where every bit agrees
   */
  public record Result(EvaluationReport report, int compared, List<String> differences) {}

  /**
   * @throws AssayException of kind USAGE for an unknown run; of kind DATA for tables of a task
   *     whose definition has changed since
   */
  public Result run() {
    StoredRuns stored = new StoredRuns(tables);
    RunContent content = stored.content(runId);
    RunScores rescored = stored.scores(content, StoredRuns.tasks(content), stored.groups(content));
    List<FilterScore> scores = rescored.all().stream().map(FilterScore::unfiltered).toList();
    return new Result(
        rescored.report(), scores.size(), StoredScores.differences(tables, runId, scores));
  }
}
