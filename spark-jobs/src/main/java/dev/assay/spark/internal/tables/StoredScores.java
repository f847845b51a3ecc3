package dev.assay.spark.internal.tables;

import dev.assay.eval.filter.FilterDefinition;
import dev.assay.eval.metric.SubsetScore;
import dev.assay.eval.metric.TaskScore;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;

/** Whether the table {@code summary} says what scores are now. */
public final class StoredScores {
  private StoredScores() {}

  /** What differs between a run's stored summary and its scores as computed now, in words. */
  public static List<String> differences(RunTables tables, String runId, List<TaskScore> computed) {
    Map<String, Row> summary = new HashMap<>();
    for (Row row : tables.rows(Table.SUMMARY, runId)) {
      summary.put(name(row.getAs("task"), row.getAs("metric"), row.getAs("filter")), row);
    }
    List<String> differences = new ArrayList<>();
    for (TaskScore score : computed) {
      String name = name(score.task(), score.metric(), score.filter());
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

  /** The same of parts of tasks, and the table {@code subsets}. */
  public static List<String> subsetDifferences(
      RunTables tables, String runId, List<SubsetScore> computed) {
    Map<String, Row> stored = new HashMap<>();
    if (tables.has(Table.SUBSETS, runId)) {
      for (Row row : tables.rows(Table.SUBSETS, runId)) {
        String name = name(row.getAs("task"), row.getAs("metric"), row.getAs("filter"));
        stored.put(row.getAs("trait") + " " + row.getAs("subset") + " of " + name, row);
      }
    }
    List<String> differences = new ArrayList<>();
    for (SubsetScore one : computed) {
      TaskScore score = one.score();
      String name =
          one.trait()
              + " "
              + one.subset()
              + " of "
              + name(score.task(), score.metric(), score.filter());
      Row row = stored.remove(name);
      boolean same =
          row != null
              && sameBits(row, "value", score.value())
              && sameBits(row, "stderr", score.standardError())
              && row.<Long>getAs("n") == score.n()
              && row.<Long>getAs("n_failed") == score.failed();
      if (!same) {
        differences.add(name + ": stored " + row + ", now " + score);
      }
    }
    stored.keySet().forEach(name -> differences.add(name + " is stored and was not computed"));
    return differences;
  }

  private static String name(String task, String metric, String filter) {
    return task + " " + metric + (filter.equals(FilterDefinition.NONE) ? "" : " after " + filter);
  }

  private static boolean same(Row row, TaskScore score) {
    return sameBits(row, "value", score.value())
        && sameBits(row, "stderr", score.standardError())
        && row.<Long>getAs("n") == score.n()
        && row.<Long>getAs("n_failed") == score.failed()
        && row.<Long>getAs("n_truncated") == score.truncated()
        && row.<Long>getAs("n_ties") == score.ties();
  }

  private static boolean sameBits(Row row, String column, double value) {
    Double stored = row.getAs(column);
    return stored == null
        ? Double.isNaN(value)
        : Double.doubleToRawLongBits(stored) == Double.doubleToRawLongBits(value);
  }
}
