package dev.assay.spark.internal.chunks;

import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.catalyst.expressions.XXH64;
import org.apache.spark.sql.functions;
import org.apache.spark.unsafe.types.UTF8String;

/**
 * A digest of row ids in which no order counts: the sum of their 64-bit hashes, modulo 2^64. A row
 * that is missing, twice there or another's changes it.
 */
public final class RowDigest {
  /** Of Spark's {@code xxhash64}, whose hash of null it is, too. */
  private static final long SEED = 42;

  private static final long LOW_HALF = 0xffffffffL;

  private RowDigest() {}

  /** Of ids on the driver. */
  public static long of(Stream<String> ids) {
    return ids.mapToLong(
            id -> id == null ? SEED : XXH64.hashUTF8String(UTF8String.fromString(id), SEED))
        .sum();
  }

  /** Sum of the lower halves of the ids' hashes: Spark refuses sums that overflow. */
  public static Column low(Column id) {
    return functions.sum(functions.xxhash64(id).bitwiseAND(functions.lit(LOW_HALF)));
  }

  /** Sum of the upper halves. */
  public static Column high(Column id) {
    return functions.sum(functions.shiftrightunsigned(functions.xxhash64(id), 32));
  }

  /** The digest of two such sums. */
  public static long of(long low, long high) {
    return (high << 32) + low;
  }
}
