package dev.assay.spark;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.assay.error.AssayException;
import dev.assay.error.ErrorKind;
import dev.assay.eval.report.EvaluationReport;
import dev.assay.eval.score.TaskScore;
import dev.assay.eval.task.SelectedTask;
import dev.assay.eval.task.TaskCatalog;
import dev.assay.eval.task.TaskDefinition;
import dev.assay.eval.task.TaskGroup;
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
    RunContent content = content(stored.run(runId));
    List<SelectedTask> tasks =
        content.tasks().stream()
            .map(task -> new SelectedTask(definition(task), task.shots()))
            .toList();
    Map<String, Row> summary = summary();
    List<TaskGroup> groups =
        TaskCatalog.standard().groups().stream()
            .filter(group -> summary.keySet().stream().anyMatch(key -> isOf(key, group.name())))
            .toList();
    RunScores rescored = stored.scores(content, tasks, groups);
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

  private static RunContent content(Row run) {
    try {
      return RunContent.parse(run.getString(run.fieldIndex("content")));
    } catch (JsonProcessingException e) {
      throw new AssayException(
          ErrorKind.DATA,
          "the content of run " + run.getString(0) + " cannot be read",
          e.getOriginalMessage(),
          "use the version of Assay that wrote it",
          e);
    }
  }

  private static TaskDefinition definition(RunContent.Task task) {
    return TaskCatalog.standard().tasks().stream()
        .filter(definition -> definition.name().equals(task.name()))
        .filter(definition -> definition.fingerprint().equals(task.fingerprint()))
        .findFirst()
        .orElseThrow(
            () ->
                new AssayException(
                    ErrorKind.DATA,
                    "task " + task.name() + " is not what it was when the run was made",
                    "its definition has another fingerprint than " + task.fingerprint(),
                    "rescore with the version of Assay that made the run"));
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

  private static boolean isOf(String key, String task) {
    return key.startsWith(task + " ");
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
