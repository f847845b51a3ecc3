package dev.assay.eval.comparison;

/**
 * A candidate against a baseline on one metric, over the items that both scored. Items of several
 * tasks count alike: the micro average.
 *
 * @param items paired
 * @param candidate its mean over the paired items
 * @param baseline its mean over the same
 * @param difference mean of candidate − baseline over items, with the standard error of the paired
 *     differences
 * @param tally wins of the candidate, losses, ties
 * @param leftOut items that are in none of the above
 */
public record PairedComparison(
    int items,
    MeanEstimate candidate,
    MeanEstimate baseline,
    MeanEstimate difference,
    ItemTally tally,
    LeftOut leftOut) {

  /**
   * @param candidate values of the paired items
   * @param baseline values of the same items, in the same order
   * @param higherIsBetter which way the metric is won
   */
  public static PairedComparison of(
      double[] candidate, double[] baseline, boolean higherIsBetter, LeftOut leftOut) {
    int items = candidate.length;
    double[] differences = new double[items];
    int wins = 0;
    int losses = 0;
    for (int i = 0; i < items; i++) {
      differences[i] = candidate[i] - baseline[i];
      double gain = higherIsBetter ? differences[i] : -differences[i];
      wins += gain > 0 ? 1 : 0;
      losses += gain < 0 ? 1 : 0;
    }
    return new PairedComparison(
        items,
        MeanEstimate.ofScores(candidate),
        MeanEstimate.ofScores(baseline),
        MeanEstimate.ofDifferences(differences),
        new ItemTally(wins, losses, items - wins - losses),
        leftOut);
  }
}
