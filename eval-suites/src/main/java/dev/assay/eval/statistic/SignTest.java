package dev.assay.eval.statistic;

import org.apache.commons.math3.special.Beta;

/** Whether wins and losses are as uneven as chance would hardly make them. */
public final class SignTest {
  private SignTest() {}

  /**
   * The two-sided exact probability of a split as uneven as this, were either equally likely; on
   * right and wrong answers it is McNemar's exact test. 1 of nothing.
   */
  public static double twoSided(int wins, int losses) {
    int fewer = Math.min(wins, losses);
    int more = Math.max(wins, losses);
    if (fewer == more) {
      return 1;
    }
    // P(X ≤ fewer) itself: BinomialDistribution has 1 minus the rest, which leaves no digit of
    // 1e-16.
    return Math.min(1, 2 * Beta.regularizedBeta(0.5, more, fewer + 1.0));
  }

  /**
   * The exact probability of as few wins as these or fewer, were wins and losses equally likely: a
   * small one says that the candidate is worse. Of right and wrong answers it is McNemar's exact
   * test with one side; that the candidate is better has the probability of both swapped.
   */
  public static double oneSided(int wins, int losses) {
    return losses == 0 ? 1 : Beta.regularizedBeta(0.5, losses, wins + 1.0);
  }
}
