package dev.assay.spark;

import dev.assay.error.AssayException;
import dev.assay.eval.report.EvaluationReport;
import dev.assay.eval.score.TaskScore;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** Computes every score of a run again, from the tables alone, and compares with those stored. */
public final class RescoreJob {
  private final StoredRuns stored;
  private final String runId;

  public RescoreJob(SparkSession spark, String output, String runId) {
    this.stored = new StoredRuns(spark, output);
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
    RunContent content = stored.content(runId);
    Map<String, Row> summary = summary();
    RunScores rescored = stored.scores(content, StoredRuns.tasks(content), stored.groups(content));
    List<TaskScore> scores = rescored.all();
    List<String> differences = new ArrayList<>();
    for (TaskScore score : scores) {
      Row row = summary.remove(key(score.task(), score.metric()));
      if (row == null) {
        differences.add(score.task() + " " + score.metric() + " is not in the summary");
      } else if (!same(row, score)) {
        differences.add(score.task() + " " + score.metric() + ": stored " + row + ", now " + score);
      }
    }
    summary.keySet().forEach(key -> differences.add(key + " is stored and was not computed"));
    return new Result(rescored.report(), scores.size(), differences);
  }

  private Map<String, Row> summary() {
    Map<String, Row> rows = new HashMap<>();
    for (Row row :
        stored
            .of(Table.SUMMARY, runId)
            .select("task", "metric", "value", "stderr", "n", "n_failed", "n_truncated", "n_ties")
            .collectAsList()) {
      rows.put(key(row.getString(0), row.getString(1)), row);
    }
    return rows;
  }

  private static String key(String task, String metric) {
    return task + " " + metric;
  }

  private static boolean same(Row row, TaskScore score) {
    return sameBits(row, 2, score.value())
        && sameBits(row, 3, score.standardError())
        && row.getLong(4) == score.n()
        && row.getLong(5) == score.failed()
        && row.getLong(6) == score.truncated()
        && row.getLong(7) == score.ties();
  }

  private static boolean sameBits(Row row, int column, double value) {
    return row.isNullAt(column)
        ? Double.isNaN(value)
        : Double.doubleToRawLongBits(row.getDouble(column)) == Double.doubleToRawLongBits(value);
  }
}
