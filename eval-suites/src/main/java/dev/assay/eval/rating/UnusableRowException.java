package dev.assay.eval.rating;

/** A row that is no rating: thrown where its value is read, caught where rows are counted. */
final class UnusableRowException extends Exception {
  private static final long serialVersionUID = 1;

  private final UnusableRow.Cause cause;

  UnusableRowException(UnusableRow.Cause cause, String problem) {
    super(problem, null, false, false);
    this.cause = cause;
  }

  UnusableRow of(int row) {
    return new UnusableRow(row, cause, getMessage());
  }
}
