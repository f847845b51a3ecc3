package dev.assay.spark.internal.evaluate;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;

/** What the committed chunks hold. */
final class AnsweredRequests {
  private static final String ERRORS = "errors";

  private final Dataset<Row> rows;
  private final Map<String, Map<Integer, RequestError>> errors = new HashMap<>();
  private final Map<String, Sharing> sharing = new HashMap<>();

  /** The first error of an item's requests. */
  record RequestError(String code, String message) {}

  /**
   * @param rows with the columns of {@link RequestRows}
   */
  AnsweredRequests(Dataset<Row> rows) {
    this.rows = rows;
    Column failed =
        functions.when(
            rows.col(RequestRows.ERROR_CODE).isNotNull(),
            functions.struct(
                RequestRows.REQUEST, "doc_id", RequestRows.ERROR_CODE, RequestRows.ERROR_MESSAGE));
    for (Row row :
        rows.groupBy("task")
            .agg(
                functions.sum(RequestRows.COMPUTED_TOKENS).as(RequestRows.COMPUTED_TOKENS),
                functions.sum(RequestRows.TOKENS_ALONE).as(RequestRows.TOKENS_ALONE),
                functions.sort_array(functions.collect_list(failed)).as(ERRORS))
            .collectAsList()) {
      String task = row.getAs("task");
      sharing.put(
          task,
          new Sharing(
              task, row.getAs(RequestRows.COMPUTED_TOKENS), row.getAs(RequestRows.TOKENS_ALONE)));
      for (Row error : row.<Row>getList(row.fieldIndex(ERRORS))) {
        errors
            .computeIfAbsent(task, name -> new HashMap<>())
            .putIfAbsent(
                error.getAs("doc_id"),
                new RequestError(
                    error.getAs(RequestRows.ERROR_CODE), error.getAs(RequestRows.ERROR_MESSAGE)));
      }
    }
  }

  /** Null where all of the item's requests were answered. */
  RequestError error(String task, int docId) {
    return errors.getOrDefault(task, Map.of()).get(docId);
  }

  /** What sharing saved in a task. */
  Sharing sharing(String task) {
    return sharing.getOrDefault(task, new Sharing(task, 0, 0));
  }

  /**
   * Rows of the table {@code samples}: of items without an error, for an item's answer is whole or
   * none.
   */
  Dataset<Row> samples(String runId) {
    List<String> failed = new ArrayList<>();
    errors.forEach((task, items) -> items.keySet().forEach(id -> failed.add(task + " " + id)));
    Dataset<Row> whole = rows.where(rows.col(RequestRows.SAMPLES).isNotNull());
    if (!failed.isEmpty()) {
      Column item = functions.concat_ws(" ", rows.col("task"), rows.col("doc_id"));
      whole = whole.where(functions.not(item.isInCollection(failed)));
    }
    return whole
        .select(
            functions.lit(runId).as("run_id"),
            rows.col("task"),
            rows.col("doc_id"),
            functions.explode(rows.col(RequestRows.SAMPLES)).as("sample"))
        .select("run_id", "task", "doc_id", "sample.*");
  }
}
