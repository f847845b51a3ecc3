package dev.assay.eval.preference.rate;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * The standard error of a rate whose ratings are alike both within prompts and within raters: the
 * variances by prompt and by rater, less that by both (Cameron, Gelbach and Miller, 2011).
 *
 * @param standardError empty where the difference is negative, as it may be of few ratings
 */
public record TwoWayError(int prompts, int raters, OptionalDouble standardError) {
  /** Fewer of either say too little of how they vary. */
  private static final int LEAST = 20;

  private record Cell(String prompt, String rater) implements Comparable<Cell> {
    @Override
    public int compareTo(Cell other) {
      int byPrompt = prompt.compareTo(other.prompt);
      return byPrompt != 0 ? byPrompt : rater.compareTo(other.rater);
    }
  }

  /**
   * @return empty where a row names no rater, or there are fewer than 20 prompts or raters
   */
  public static Optional<TwoWayError> of(List<RatedOutcome> rows, Weighing weighing) {
    if (rows.stream().anyMatch(row -> row.rater().isEmpty())) {
      return Optional.empty();
    }
    ClusterSums prompts = ClusterSums.byPrompt(rows, weighing);
    ClusterSums raters = ClusterSums.by(rows, row -> row.rater().orElseThrow(), weighing);
    if (prompts.count() < LEAST || raters.count() < LEAST) {
      return Optional.empty();
    }
    ClusterSums both =
        ClusterSums.by(rows, row -> new Cell(row.prompt(), row.rater().orElseThrow()), weighing);
    double variance = variance(prompts) + variance(raters) - variance(both);
    return Optional.of(
        new TwoWayError(
            prompts.count(),
            raters.count(),
            variance < 0 ? OptionalDouble.empty() : OptionalDouble.of(Math.sqrt(variance))));
  }

  private static double variance(ClusterSums sums) {
    double error = sums.standardError().orElseThrow();
    return error * error;
  }
}
