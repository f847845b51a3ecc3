package dev.assay.spark.internal.chunks;

import dev.assay.spark.internal.progress.TaskCounts;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** What a {@link ChunkedJob} does: all but the protocol. */
public interface ChunkedWork {
  /** The column of strings that tell a job's answered rows apart. */
  String ROW_ID = "_assay_row_id";

  /** What is done, for Spark's pages, e.g. {@code generate}. */
  String verb();

  /** What is counted, e.g. {@code rows}. */
  String noun();

  /** How chunks lie in files, as Spark calls it. */
  String format();

  /** Whether {@link #ROW_ID} is written with the answers. */
  boolean keepsRowId();

  /** Whether the job's output is there in full: then nothing is computed. */
  boolean isComplete();

  /**
   * Makes the output this job's. Called by the holder of the job's lock, before anything is
   * computed, at every invocation.
   *
   * @throws dev.assay.core.error.AssayException of kind OUTPUT where it is another job's
   */
  void claim();

  /**
   * The chunks in order, the same at every invocation of the job: what cuts them is kept, by {@link
   * Commits#kept} or as a committed copy of the input. Called again where a chunk is found damaged.
   */
  List<Chunk> chunks(Commits commits);

  /**
   * The chunk's answers, lazily: one row with {@link #ROW_ID} for each of its rows, failed ones
   * included.
   */
  Dataset<Row> answered(Chunk chunk, TaskCounts counts);

  /**
   * Where {@link #publish} moves a chunk's file to; empty where it moves none.
   *
   * @param file its name in the chunk
   */
  default Optional<Path> published(Chunk chunk, String file) {
    return Optional.empty();
  }

  /**
   * Makes the output of the chunks, and last says that it is complete. Called by the holder of the
   * lock; what an earlier invocation began goes on.
   */
  void publish(CommittedChunks committed);
}
