package dev.assay.eval.rating;

/**
 * A row that is no rating.
 *
 * @param row from 0, the line of column names not counted
 * @param problem with the value at fault, e.g. {@code label 'left' is none of A, B, tie, …}
 */
public record UnusableRow(int row, Cause cause, String problem) {

  /** What can be wrong with a row. */
  public enum Cause {
    /** It cannot be read at all. */
    BROKEN,
    /** A required value is missing or empty. */
    NO_VALUE,
    /** A value is of another type than its column's. */
    WRONG_TYPE,
    /** A model that is not among those rated. */
    UNKNOWN_MODEL,
    /** A model is rated against itself. */
    SAME_MODEL,
    /** A label outside the set. */
    UNKNOWN_LABEL,
    /** An order that is neither {@code ab} nor {@code ba}. */
    UNKNOWN_ORDER,
    /** The label names a place, and who stood there is unknown. */
    NO_ORDER,
    /** No date and time. */
    UNKNOWN_TIME
  }

  @Override
  public String toString() {
    return "row " + row + ": " + problem;
  }
}
