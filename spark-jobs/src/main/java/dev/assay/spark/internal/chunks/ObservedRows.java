package dev.assay.spark.internal.chunks;

import java.util.UUID;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Observation;
import org.apache.spark.sql.Row;
import scala.concurrent.Await;
import scala.concurrent.duration.Duration;

/**
 * Rows that are counted as they pass into files. Spark counts each part of a result once, by the
 * attempt that it keeps, however often the part is computed. There has to be a row: Spark may not
 * look at what it knows to be empty.
 */
public final class ObservedRows {
  /** Spark tells after the write has returned. */
  private static final long PATIENCE_SECONDS = 60;

  private final Observation observation = new Observation("assay " + UUID.randomUUID());
  private final Dataset<Row> rows;

  /**
   * @param id name of a column of strings that tell rows apart
   */
  public ObservedRows(Dataset<Row> rows, String id) {
    Column[] sums = RowSum.columns(id);
    this.rows = rows.observe(observation, sums[0], sums[1], sums[2]);
  }

  /** The rows, to be written once. */
  public Dataset<Row> rows() {
    return rows;
  }

  /** What was written. */
  public RowSum sum() {
    try {
      return RowSum.of(
          Await.result(observation.future(), Duration.create(PATIENCE_SECONDS, TimeUnit.SECONDS)));
    } catch (TimeoutException e) {
      throw new IllegalStateException("Spark did not tell what rows it wrote", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw (CancellationException)
          new CancellationException("interrupted before a commit").initCause(e);
    }
  }
}
