package dev.assay.spark.internal.generate;

import dev.assay.core.replica.ModelFolder;
import dev.assay.spark.internal.chunks.Chunk;
import dev.assay.spark.internal.chunks.ChunkedWork;
import dev.assay.spark.internal.chunks.CommittedChunks;
import dev.assay.spark.internal.progress.TaskCounts;
import dev.assay.spark.internal.settings.ReplicaSettings;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;

/** What a {@link AnsweredTable} does with rows. */
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
   * @param rows of the input, and {@link ChunkedWork#ROW_ID}, which the answers have, too
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

  /** Where a chunk's file goes to in the output; empty where it is not taken as it is. */
  default Optional<Path> published(OutputTable output, Chunk chunk, String file) {
    return Optional.empty();
  }

  /**
   * Makes the output of the chunks. What was stopped goes on.
   *
   * @param answered all rows
   */
  void publish(OutputTable output, CommittedChunks committed, Dataset<Row> answered)
      throws IOException;

  /**
   * The rows of a complete output, with what {@link #failed} and the tokens are told from.
   *
   * @param schema of answered rows
   */
  Dataset<Row> read(SparkSession spark, OutputTable output, StructType schema);
}
