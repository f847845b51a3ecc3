package dev.assay.eval.comparison;

import java.util.List;

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
   * Compares; the order of the items does not matter, to the bit.
   *
   * @param higherIsBetter which way the metric is won
   * @throws IllegalArgumentException if a run has an item twice
   */
  public static PairedComparison of(
      List<ItemResult> candidate, List<ItemResult> baseline, boolean higherIsBetter) {
    ItemPairing pairing = ItemPairing.of(candidate, baseline);
    List<ItemPairing.Pair> pairs = pairing.pairs();
    double[] differences = new double[pairs.size()];
    int wins = 0;
    int losses = 0;
    for (int i = 0; i < differences.length; i++) {
      differences[i] = pairs.get(i).candidate() - pairs.get(i).baseline();
      double gain = higherIsBetter ? differences[i] : -differences[i];
      wins += gain > 0 ? 1 : 0;
      losses += gain < 0 ? 1 : 0;
    }
    return new PairedComparison(
        pairs.size(),
        MeanEstimate.ofScores(pairs.stream().mapToDouble(ItemPairing.Pair::candidate).toArray()),
        MeanEstimate.ofScores(pairs.stream().mapToDouble(ItemPairing.Pair::baseline).toArray()),
        MeanEstimate.ofDifferences(differences),
        new ItemTally(wins, losses, pairs.size() - wins - losses),
        pairing.leftOut());
  }
}
