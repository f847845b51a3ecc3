package dev.assay.spark.internal.tables;

import dev.assay.core.error.AssayException;
import dev.assay.core.error.ErrorKind;
import dev.assay.eval.item.Reference;
import dev.assay.eval.request.RequestKind;
import dev.assay.eval.request.Sample;
import dev.assay.eval.response.AnsweredItem;
import dev.assay.eval.run.StoredItem;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;

/**
 * Rows of the tables {@code items} and {@code samples} as answers. The tables may have come from
 * anywhere: a row that lacks what its kind of answer has is an error that names the item.
 */
final class AnswerRows {
  private AnswerRows() {}

  /**
   * @throws AssayException of kind DATA for a row that says of no item what scores need
   */
  static StoredItem item(Row row) {
    String task = row.getAs("task");
    Integer docId = row.getAs("doc_id");
    String kind = row.getAs("request");
    String reference = row.getAs("reference");
    String error = row.getAs("error_code");
    if (task == null || docId == null || error == null && (kind == null || reference == null)) {
      throw broken(task, docId, "its row of 'items' lacks a number, request or reference", null);
    }
    try {
      return new StoredItem(
          task,
          docId,
          kind == null ? null : RequestKind.named(kind),
          row.getAs("context_hash"),
          reference == null ? null : Reference.parse(reference),
          positive(row, "truncated_tokens") || positive(row, "dropped_shots"),
          error,
          row.getAs("error_message"));
    } catch (IllegalArgumentException e) {
      throw broken(task, docId, "its row of 'items' holds something else: " + e.getMessage(), e);
    }
  }

  private static boolean positive(Row row, String column) {
    Integer value = row.getAs(column);
    return value != null && value > 0;
  }

  /**
   * @throws AssayException of kind DATA for a row that says nothing
   */
  static Sample sample(Row row) {
    Integer choice = row.getAs("choice");
    Integer tokens = row.getAs("tokens");
    if (choice == null || tokens == null) {
      throw broken(
          row.getAs("task"), row.getAs("doc_id"), "a row of 'samples' lacks its choice", null);
    }
    Boolean unconditional = row.getAs("unconditional");
    return new Sample(
        choice,
        unconditional != null && unconditional,
        row.getAs("log_likelihood"),
        row.getAs("greedy"),
        tokens,
        row.getAs("code_points"),
        row.getAs("words"),
        row.getAs("bytes"),
        null,
        row.getAs("text"),
        row.getAs("finish_reason"));
  }

  /**
   * @param samples all of the item
   * @throws AssayException of kind DATA where they are not those of the item's kind
   */
  static AnsweredItem answered(StoredItem item, List<Sample> samples) {
    boolean whole =
        item.errorCode() != null
            || !samples.isEmpty() && samples.stream().allMatch(sample -> fits(item.kind(), sample));
    if (!whole) {
      throw broken(item.task(), item.docId(), "'samples' lacks rows of it, or parts of them", null);
    }
    return item.answered(samples);
  }

  private static boolean fits(RequestKind kind, Sample sample) {
    Stream<?> needed =
        switch (kind) {
          case CHOICES ->
              Stream.of(
                  sample.logLikelihood() != null,
                  sample.greedy() != null,
                  sample.codePoints() != null,
                  sample.bytes() != null);
          case COMPLETION -> Stream.of(sample.text() != null);
          case ROLLING ->
              Stream.of(
                  sample.logLikelihood() != null, sample.words() != null, sample.bytes() != null);
        };
    return needed.allMatch(Boolean.TRUE::equals);
  }

  private static AssayException broken(
      String task, Integer docId, String cause, IllegalArgumentException thrown) {
    return new AssayException(
        ErrorKind.DATA,
        "item " + docId + " of task " + task + " cannot be read from the run's tables",
        cause,
        "they were changed after they were written: evaluate again",
        thrown);
  }
}
