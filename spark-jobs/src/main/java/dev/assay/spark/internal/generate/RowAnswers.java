package dev.assay.spark.internal.generate;

import dev.assay.core.replica.ModelFolder;
import dev.assay.spark.internal.progress.TaskCounts;
import dev.assay.spark.internal.settings.ReplicaSettings;
import dev.assay.spark.internal.work.WorkFolder;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** What a {@link ChunkedJob} does with rows. */
interface RowAnswers {
  ModelFolder model();

  /** What answers depend on besides model and rows, by name. */
  Map<String, String> parameters();

  /** The column that tells rows apart; null where they have none. */
  String idColumn();

  /** A string for each row: those that begin alike share work. */
  Column order(Dataset<Row> rows);

  /**
   * Rows with answers, lazily.
   *
   * @param rows of the input, and {@link StagedRows#ROW_ID}, which the answers have no more
   * @param started seconds since 1970 when the job's first invocation began
   * @throws dev.assay.core.error.AssayException of kind USAGE where the columns do not fit
   */
  Dataset<Row> answer(Dataset<Row> rows, ReplicaSettings replica, long started, TaskCounts counts);

  /** Whether an answered row says an error. */
  Column failed();

  /** Tokens that an answered row's prompt had; null where it says an error. */
  Column promptTokens();

  /** Tokens that were generated for it. */
  Column completionTokens();

  /**
   * Makes the output of the chunks. What was stopped goes on.
   *
   * @param answered all rows
   */
  void publish(
      OutputTable output, WorkFolder work, List<StagedRows.Chunk> chunks, Dataset<Row> answered)
      throws IOException;
}
