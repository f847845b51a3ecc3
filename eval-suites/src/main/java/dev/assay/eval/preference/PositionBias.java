package dev.assay.eval.preference;

import dev.assay.eval.preference.JudgedPair.BothOrders;
import dev.assay.eval.preference.JudgedPair.OneOrder;
import dev.assay.eval.statistic.ExactSum;
import java.util.List;
import java.util.OptionalDouble;

/**
 * How far a judge goes by the place of an answer.
 *
 * @param pairs with a verdict
 * @param unparsed pairs without one, in none of the numbers
 * @param consistency share of the pairs shown in both orders whose games say the same; empty where
 *     no pair was
 * @param firstShownShare mean over games of the probability given to what is shown first, ½ of an
 *     unbiased judge; empty of no game
 */
public record PositionBias(
    int pairs, int unparsed, OptionalDouble consistency, OptionalDouble firstShownShare) {
  private static final double LEAST_CONSISTENCY = 0.6;
  private static final double LARGEST_BIAS = 0.1;

  /** Of pairs in any order. */
  public static PositionBias of(List<JudgedPair> judged, VerdictRule rule) {
    ExactSum shownFirst = new ExactSum();
    int games = 0;
    int both = 0;
    int consistent = 0;
    int unparsed = 0;
    for (JudgedPair pair : judged) {
      if (pair instanceof BothOrders two) {
        shownFirst.add(two.candidateFirst());
        shownFirst.add(two.baselineFirst());
        games += 2;
        both++;
        consistent += rule.consistent(two) ? 1 : 0;
      } else if (pair instanceof OneOrder one) {
        shownFirst.add(one.shownFirst());
        games++;
      } else {
        unparsed++;
      }
    }
    return new PositionBias(
        judged.size() - unparsed,
        unparsed,
        both == 0 ? OptionalDouble.empty() : OptionalDouble.of((double) consistent / both),
        games == 0 ? OptionalDouble.empty() : OptionalDouble.of(shownFirst.value() / games));
  }

  /** So many pairs change with the order that the judge cannot be trusted. */
  public boolean isInconsistent() {
    return consistency.isPresent() && consistency.getAsDouble() < LEAST_CONSISTENCY;
  }

  /** What is shown first is taken too often or too rarely: outside 0.4 to 0.6. */
  public boolean isBiased() {
    return firstShownShare.isPresent()
        && Math.abs(firstShownShare.getAsDouble() - 0.5) > LARGEST_BIAS;
  }
}
