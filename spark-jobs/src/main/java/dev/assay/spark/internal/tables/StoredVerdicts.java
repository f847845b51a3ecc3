package dev.assay.spark.internal.tables;

import dev.assay.core.error.AssayException;
import dev.assay.core.error.ErrorKind;
import dev.assay.eval.program.Verdict;
import dev.assay.eval.response.AnsweredItem;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Row;

/**
 * What the table {@code verdicts} says of a run's programs.
 *
 * @param byItem verdicts by their programs' digests, by item
 * @param sandboxes how each task's programs were confined; several ways with commas
 */
public record StoredVerdicts(
    Map<String, Map<String, Verdict>> byItem, Map<String, String> sandboxes) {
  public StoredVerdicts {
    byItem = Map.copyOf(byItem);
    sandboxes = Map.copyOf(sandboxes);
  }

  /**
   * A run's, none where no program of it was run.
   *
   * @throws AssayException of kind DATA for a row that is no verdict
   */
  public static StoredVerdicts of(RunTables tables, String runId) {
    Map<String, Map<String, Verdict>> byItem = new HashMap<>();
    Map<String, String> sandboxes = new TreeMap<>();
    if (tables.has(Table.VERDICTS, runId)) {
      for (Row row : tables.rows(Table.VERDICTS, runId)) {
        String task = row.getAs("task");
        Integer docId = row.getAs("doc_id");
        byItem
            .computeIfAbsent(task + " " + docId, item -> new HashMap<>())
            .put(row.getAs("program"), verdict(row));
        String sandbox = row.getAs("sandbox");
        sandboxes.merge(
            task, sandbox, (some, one) -> some.contains(one) ? some : some + ", " + one);
      }
    }
    return new StoredVerdicts(byItem, sandboxes);
  }

  private static Verdict verdict(Row row) {
    try {
      return new Verdict(Verdict.Status.named(row.getAs("verdict")), row.getAs("detail"));
    } catch (IllegalArgumentException e) {
      throw new AssayException(
          ErrorKind.DATA,
          "item "
              + row.getAs("doc_id")
              + " of task "
              + row.getAs("task")
              + " cannot be read from the run's tables",
          "its row of 'verdicts' has " + e.getMessage(),
          "run its programs again: assay rescore --confirm_run_unsafe_code",
          e);
    }
  }

  /** Items with the verdicts of their programs. */
  public List<AnsweredItem> of(List<AnsweredItem> items) {
    return items.stream()
        .map(item -> item.with(byItem.getOrDefault(item.task() + " " + item.docId(), Map.of())))
        .toList();
  }
}
