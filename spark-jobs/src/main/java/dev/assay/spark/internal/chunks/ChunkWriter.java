package dev.assay.spark.internal.chunks;

import dev.assay.core.error.AssayException;
import dev.assay.core.error.ErrorKind;
import dev.assay.spark.internal.progress.TaskCounts;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SaveMode;

/** Writes a chunk's answers, and commits them if they are those of its rows. */
final class ChunkWriter {
  private final Commits commits;
  private final ChunkedWork work;

  ChunkWriter(Commits commits, ChunkedWork work) {
    this.commits = commits;
    this.work = work;
  }

  /**
   * @throws AssayException of kind OUTPUT where rows are missing or too many, or if another driver
   *     took this one's place: nothing is committed then
   */
  void write(Chunk chunk, TaskCounts counts) {
    commits.check();
    String attempt = commits.attempt(chunk.name());
    Dataset<Row> answered = work.answered(chunk, counts);
    if (chunk.rows() == 0) {
      save(answered, attempt);
    } else {
      ObservedRows observed = new ObservedRows(answered, ChunkedWork.ROW_ID);
      save(observed.rows(), attempt);
      refuseOthers(chunk, observed.sum());
    }
    commits.commit(chunk.name(), attempt, List.of(chunk));
  }

  private void save(Dataset<Row> answered, String attempt) {
    Dataset<Row> written = work.keepsRowId() ? answered : answered.drop(ChunkedWork.ROW_ID);
    written.write().mode(SaveMode.ErrorIfExists).format(work.format()).save(attempt);
  }

  private static void refuseOthers(Chunk chunk, RowSum answered) {
    RowSum asked = new RowSum(chunk.rows(), chunk.digest());
    if (!answered.equals(asked)) {
      throw new AssayException(
          ErrorKind.OUTPUT,
          "the answers of " + chunk.name() + " are not those of its rows",
          asked.description() + " were asked, " + answered.description() + " answered",
          "nothing of it was committed; run the same command again");
    }
  }
}
