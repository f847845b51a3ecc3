package dev.assay.spark.internal.completion;

import dev.assay.eval.outcome.AnsweredCompletion;
import dev.assay.eval.outcome.CompletionOutcome;
import dev.assay.eval.outcome.Reference;
import dev.assay.spark.internal.tables.RunTables;
import dev.assay.spark.internal.tables.Table;
import java.util.Comparator;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;

/**
 * A row of the table {@code completions}.
 *
 * @param promptTokens null where the item failed
 * @param errorMessage null where it did not
 */
record StoredCompletion(AnsweredCompletion answered, Integer promptTokens, String errorMessage) {

  CompletionOutcome outcome() {
    return answered.outcome();
  }

  /**
   * All of a task, in document order. The driver holds a task's completions anyway: it sorts them,
   * and spares Spark a shuffle.
   */
  static List<StoredCompletion> of(RunTables tables, String runId, String task) {
    Dataset<Row> rows = tables.of(Table.COMPLETIONS, runId);
    return rows
        .where(rows.col(Table.TASK).equalTo(task))
        .withColumn("prompt_digest", functions.sha2(rows.col("prompt").cast("binary"), 256))
        .select(
            "doc_id",
            "reference",
            "prompt_digest",
            "item_error",
            "generation.text",
            "generation.prompt_tokens",
            "error.code",
            "error.message")
        .collectAsList()
        .stream()
        .map(row -> of(task, row))
        .sorted(Comparator.comparingInt(completion -> completion.outcome().docId()))
        .toList();
  }

  private static StoredCompletion of(String task, Row row) {
    int docId = row.getInt(0);
    String digest = row.getString(2);
    if (!row.isNullAt(3)) {
      // A document that cannot be asked says so itself: code, colon, message.
      String[] parts = row.getString(3).split(": ", 2);
      return failed(task, docId, digest, parts[0], parts[parts.length - 1]);
    }
    if (row.isNullAt(4)) {
      return failed(task, docId, digest, row.getString(6), row.getString(7));
    }
    Reference reference = Reference.parse(row.getString(1));
    CompletionOutcome outcome =
        new CompletionOutcome(task, docId, reference, row.getString(4), null, false);
    return new StoredCompletion(
        new AnsweredCompletion(digest, outcome), row.isNullAt(5) ? null : row.getInt(5), null);
  }

  private static StoredCompletion failed(
      String task, int docId, String digest, String code, String message) {
    CompletionOutcome outcome = new CompletionOutcome(task, docId, null, null, code, false);
    return new StoredCompletion(new AnsweredCompletion(digest, outcome), null, message);
  }
}
