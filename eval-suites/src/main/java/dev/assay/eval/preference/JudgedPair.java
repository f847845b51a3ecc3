package dev.assay.eval.preference;

import dev.assay.eval.statistic.Share;
import java.util.OptionalDouble;

/**
 * The games that a judge played over one pair. Probabilities are for what a game shows first, not
 * for the candidate: then a pair with its sides exchanged is the same two numbers in the other
 * order, and everything computed of them is mirrored to the last bit.
 */
public sealed interface JudgedPair {
  /**
   * The pair was shown in both orders.
   *
   * @param candidateFirst probability of the candidate, where it is shown first
   * @param baselineFirst probability of the baseline, where it is shown first
   */
  record BothOrders(double candidateFirst, double baselineFirst) implements JudgedPair {
    public BothOrders {
      checkProbability(candidateFirst);
      checkProbability(baselineFirst);
    }

    /** How far the candidate's mean probability p̄ lies from ½. */
    double distance() {
      return (candidateFirst - baselineFirst) / 2;
    }

    /** p̄, the candidate's probability as the mean of both games. */
    public double mean() {
      return Share.ofDistance(distance());
    }

    /**
     * The games prefer different models, as a judge does who goes by the place: (p1 − ½)(p2 − ½) is
     * negative.
     */
    public boolean disagree() {
      return (candidateFirst - 0.5) * (baselineFirst - 0.5) > 0;
    }

    /**
     * The candidate's probability as the logistic of the games' mean log-odds, from which a liking
     * for a place that adds to the log-odds is gone; empty where the games are certain of opposite
     * models.
     */
    public OptionalDouble logitMean() {
      double logit = (logit(candidateFirst) - logit(baselineFirst)) / 2;
      return Double.isNaN(logit)
          ? OptionalDouble.empty()
          : OptionalDouble.of(Share.logistic(logit));
    }

    private static double logit(double p) {
      return StrictMath.log(p) - StrictMath.log1p(-p);
    }

    /** The pair with its sides exchanged. */
    public BothOrders reversed() {
      return new BothOrders(baselineFirst, candidateFirst);
    }
  }

  /**
   * The pair was shown in one order only, by intent.
   *
   * @param shownFirst probability of what is shown first
   * @param candidateFirst whether that is the candidate
   */
  record OneOrder(double shownFirst, boolean candidateFirst) implements JudgedPair {
    public OneOrder {
      checkProbability(shownFirst);
    }

    double distance() {
      return candidateFirst ? shownFirst - 0.5 : 0.5 - shownFirst;
    }

    /** The candidate's probability. */
    public double candidate() {
      return Share.ofDistance(distance());
    }
  }

  /**
   * A game failed or its verdict could not be read. One good game of two is not used, so that no
   * order counts more than the other.
   */
  record Unparsed() implements JudgedPair {}

  /**
   * Of the candidate's probabilities.
   *
   * @param p1 where the candidate is shown first; null where that game has no verdict
   * @param p2 where the baseline is shown first; null likewise
   * @throws IllegalArgumentException for a number outside 0 to 1
   */
  static JudgedPair ofCandidate(Double p1, Double p2) {
    return p1 == null || p2 == null ? new Unparsed() : new BothOrders(p1, 1 - p2);
  }

  private static void checkProbability(double p) {
    if (!(p >= 0 && p <= 1)) {
      throw new IllegalArgumentException("no probability: " + p);
    }
  }
}
