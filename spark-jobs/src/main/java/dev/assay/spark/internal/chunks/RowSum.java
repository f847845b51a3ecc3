package dev.assay.spark.internal.chunks;

import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;

/**
 * How many rows there are, and the digest of their ids: what tells that none is missing and none is
 * twice there.
 *
 * @param digest by {@link RowDigest}
 */
public record RowSum(long rows, long digest) {
  private static final String ROWS = "_assay_rows";
  private static final String LOW = "_assay_low";
  private static final String HIGH = "_assay_high";

  /** Of chunks together. */
  public static RowSum of(List<Chunk> chunks) {
    return new RowSum(
        chunks.stream().mapToLong(Chunk::rows).sum(),
        chunks.stream().mapToLong(Chunk::digest).sum());
  }

  /**
   * Three aggregates of rows.
   *
   * @param id name of a column of strings
   */
  public static Column[] columns(String id) {
    return new Column[] {
      functions.count(functions.lit(1)).as(ROWS),
      RowDigest.low(functions.col(id)).as(LOW),
      RowDigest.high(functions.col(id)).as(HIGH)
    };
  }

  /** What a row with these aggregates says. */
  public static RowSum of(Row row) {
    return new RowSum(row.getAs(ROWS), RowDigest.of(row.getAs(LOW), row.<Long>getAs(HIGH)));
  }

  /** For people. */
  public String description() {
    return "%d rows with digest %016x".formatted(rows, digest);
  }
}
