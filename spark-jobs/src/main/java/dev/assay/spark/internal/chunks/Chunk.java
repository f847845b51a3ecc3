package dev.assay.spark.internal.chunks;

/**
 * A part of a job that is committed as a whole.
 *
 * @param number that tells it from the others, from 0
 * @param rows it answers
 * @param digest of its rows' ids, by {@link RowDigest}
 * @param tokens what its rows cost, in a measure common to the job's chunks
 * @param description for people; empty where the number says all
 */
public record Chunk(int number, long rows, long digest, long tokens, String description) {

  /** Whether the other answers the same rows. */
  boolean answersAs(Chunk other) {
    return number == other.number && rows == other.rows && digest == other.digest;
  }

  /** What it is called in the work folder. */
  String name() {
    return "chunk-%05d".formatted(number);
  }
}
