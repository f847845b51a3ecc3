package dev.assay.spark.internal.tables;

import dev.assay.eval.score.FilterScore;
import dev.assay.eval.score.TaskScore;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/** Rows of the table {@code summary}, and whether they are what scores are now. */
public final class StoredScores {
  private StoredScores() {}

  /**
   * @param shots of the task; null of a group
   * @param computedTokens null where nobody counted
   * @param tokensWithoutSharing null likewise
   */
  public static Row row(
      String runId,
      FilterScore filtered,
      Integer shots,
      String version,
      Long computedTokens,
      Long tokensWithoutSharing) {
    TaskScore score = filtered.score();
    return RowFactory.create(
        runId,
        score.task(),
        score.metric(),
        number(score.value()),
        number(score.standardError()),
        score.n(),
        score.failed(),
        score.truncated(),
        score.ties(),
        shots,
        version,
        score.higherIsBetter(),
        computedTokens,
        tokensWithoutSharing,
        filtered.filter());
  }

  private static Double number(double value) {
    return Double.isNaN(value) ? null : value;
  }

  /** What differs between a run's stored summary and its scores as computed now, in words. */
  public static List<String> differences(
      RunTables tables, String runId, List<FilterScore> computed) {
    Map<String, Row> summary = new HashMap<>();
    for (Row row :
        tables
            .of(Table.SUMMARY, runId)
            .select(
                "task",
                "metric",
                "filter",
                "value",
                "stderr",
                "n",
                "n_failed",
                "n_truncated",
                "n_ties")
            .collectAsList()) {
      String filter = row.isNullAt(2) ? FilterScore.NONE : row.getString(2);
      summary.put(name(row.getString(0), row.getString(1), filter), row);
    }
    List<String> differences = new ArrayList<>();
    for (FilterScore one : computed) {
      TaskScore score = one.score();
      String name = name(score.task(), score.metric(), one.filter());
      Row row = summary.remove(name);
      if (row == null) {
        differences.add(name + " is not in the summary");
      } else if (!same(row, score)) {
        differences.add(name + ": stored " + row + ", now " + score);
      }
    }
    summary.keySet().forEach(name -> differences.add(name + " is stored and was not computed"));
    return differences;
  }

  private static String name(String task, String metric, String filter) {
    return task + " " + metric + (filter.equals(FilterScore.NONE) ? "" : " behind " + filter);
  }

  private static boolean same(Row row, TaskScore score) {
    return sameBits(row, 3, score.value())
        && sameBits(row, 4, score.standardError())
        && row.getLong(5) == score.n()
        && row.getLong(6) == score.failed()
        && row.getLong(7) == score.truncated()
        && row.getLong(8) == score.ties();
  }

  private static boolean sameBits(Row row, int column, double value) {
    return row.isNullAt(column)
        ? Double.isNaN(value)
        : Double.doubleToRawLongBits(row.getDouble(column)) == Double.doubleToRawLongBits(value);
  }
}
