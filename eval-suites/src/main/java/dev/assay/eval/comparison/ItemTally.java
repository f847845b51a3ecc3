package dev.assay.eval.comparison;

import dev.assay.eval.statistic.SignTest;

/**
 * On how many items each run is the better one.
 *
 * @param wins items on which the candidate's value is better
 * @param losses items on which the baseline's is
 * @param ties items on which both are equal
 */
public record ItemTally(int wins, int losses, int ties) {

  /**
   * The two-sided probability of a split of wins and losses as uneven as this, were either equally
   * likely: the exact sign test, which on right and wrong answers is McNemar's exact test. 1 where
   * no item differs.
   */
  public double pValue() {
    return SignTest.twoSided(wins, losses);
  }
}
