package dev.assay.spark;

import dev.assay.eval.comparison.ItemResult;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;

/**
 * A run's items, metric by metric: values of the table {@code scores}, failures of {@code items}.
 */
final class StoredResults {
  private record Key(String task, String metric) {}

  private final Map<Key, List<ItemResult>> scored = new HashMap<>();
  private final Map<String, List<ItemResult>> failed = new HashMap<>();

  static StoredResults read(StoredRuns stored, String runId) {
    StoredResults results = new StoredResults();
    for (Row row :
        stored
            .of(Table.SCORES, runId)
            .select("task", "metric", "doc_id", "value")
            .collectAsList()) {
      String task = row.getString(0);
      results
          .scored
          .computeIfAbsent(new Key(task, row.getString(1)), key -> new ArrayList<>())
          .add(new ItemResult.Scored(task, row.getInt(2), row.getDouble(3)));
    }
    for (Row row :
        stored
            .of(Table.ITEMS, runId)
            .where("error_code is not null")
            .select("task", "doc_id")
            .collectAsList()) {
      results
          .failed
          .computeIfAbsent(row.getString(0), task -> new ArrayList<>())
          .add(new ItemResult.Failed(row.getString(0), row.getInt(1)));
    }
    return results;
  }

  /** All items of the tasks. */
  List<ItemResult> of(Collection<String> tasks, String metric) {
    List<ItemResult> results = new ArrayList<>();
    for (String task : tasks) {
      results.addAll(scored.getOrDefault(new Key(task, metric), List.of()));
      results.addAll(failed.getOrDefault(task, List.of()));
    }
    return results;
  }
}
