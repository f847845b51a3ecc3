package dev.assay.eval.score;

/**
 * One metric of a task behind one of its filters.
 *
 * @param filter its name, e.g. {@code strict-match}; {@value #NONE} where there is none
 */
public record FilterScore(String filter, TaskScore score) {
  public static final String NONE = "none";

  /** A score of answers as they are. */
  public static FilterScore unfiltered(TaskScore score) {
    return new FilterScore(NONE, score);
  }
}
