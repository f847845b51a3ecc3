package dev.assay.eval.preference.control;

import dev.assay.eval.statistic.ExactSum;
import dev.assay.eval.statistic.Interval;
import dev.assay.eval.statistic.Maximum;
import dev.assay.eval.statistic.Share;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;

/**
 * The length-controlled rate (logistic): preferences are fitted by logistic(θ + β·tanh(Δ/σ)), Δ the
 * candidate's length less the baseline's, and the rate is what is left at Δ = 0. It is not
 * AlpacaEval's, which knows the difficulty of its own prompts. Exchanging the sides turns θ into −θ
 * and the rate into 1 minus itself bit for bit, and nothing else; the order of pairs changes
 * nothing.
 *
 * @param pairs used
 * @param prompts clusters
 * @param fit how θ was found
 * @param rawRate mean preference
 * @param rate logistic(θ); the raw rate where the fit is not identified
 * @param interval logistic(θ ± z·standard error); empty where not identified
 * @param sigma σ, in code points, with n − 1
 * @param theta θ; empty where not identified
 * @param beta β, how much length bought; empty where not identified or all lengths are equal
 * @param style one for each difference of style; empty as β is
 * @param longerShare of the pairs that prefer one of two lengths, the share that prefers the
 *     longer; empty of none
 * @param candidateLength mean, in code points
 * @param baselineLength mean, in code points
 */
public record LengthControl(
    int pairs,
    int prompts,
    Fit fit,
    double rawRate,
    double rate,
    Optional<Interval> interval,
    double sigma,
    Optional<Coefficient> theta,
    Optional<Coefficient> beta,
    List<Optional<Coefficient>> style,
    OptionalDouble longerShare,
    double candidateLength,
    double baselineLength) {
  /** Preferences that lengths tell apart send β to infinity; no honest β comes near. */
  private static final double FURTHEST = 15;

  /** Under a penalty, whatever is not infinite is meant. */
  private static final double FURTHEST_PENALISED = 50;

  private static final double RIDGE = 1;
  private static final double POINTS = 0.1;
  private static final double QUARTER = 0.25;

  public LengthControl {
    style = List.copyOf(style);
  }

  /** How θ was found. */
  public enum Fit {
    /** The greatest likelihood, no penalty. */
    MAXIMUM,

    /**
     * Lengths tell wins from losses, so that no greatest likelihood exists: with the penalty ½β².
     */
    RIDGE,

    /** All lengths are equal, or all pairs prefer one side: the rate is the raw one. */
    NOT_IDENTIFIED
  }

  /**
   * @param pairs in any order
   * @return empty of no pairs
   * @throws IllegalArgumentException where pairs have different numbers of style differences
   */
  public static Optional<LengthControl> of(List<ControlledPair> pairs) {
    if (pairs.isEmpty()) {
      return Optional.empty();
    }
    int styles = pairs.get(0).style().size();
    if (pairs.stream().anyMatch(pair -> pair.style().size() != styles)) {
      throw new IllegalArgumentException("pairs differ in how many differences of style they have");
    }
    Columns columns = Columns.of(pairs);
    double[] centred = pairs.stream().mapToDouble(pair -> pair.preference() - 0.5).toArray();
    Fit fit = Fit.NOT_IDENTIFIED;
    Optional<Maximum> found = Optional.empty();
    LogisticModel model = new LogisticModel(columns.rows(), centred, 0);
    if (columns.count() > 1) {
      fit = Fit.MAXIMUM;
      found = Maximum.of(model, new double[columns.count()], FURTHEST);
      if (found.isEmpty()) {
        fit = Fit.RIDGE;
        model = new LogisticModel(columns.rows(), centred, RIDGE);
        found = Maximum.of(model, new double[columns.count()], FURTHEST_PENALISED);
      }
    }
    return Optional.of(
        result(pairs, columns, found.isPresent() ? fit : Fit.NOT_IDENTIFIED, model, found));
  }

  private static LengthControl result(
      List<ControlledPair> pairs,
      Columns columns,
      Fit fit,
      LogisticModel model,
      Optional<Maximum> found) {
    Map<String, List<Integer>> prompts = new TreeMap<>();
    for (int row = 0; row < pairs.size(); row++) {
      prompts.computeIfAbsent(pairs.get(row).prompt(), name -> new ArrayList<>()).add(row);
    }
    Sandwich sandwich = new Sandwich(model, List.copyOf(prompts.values()));
    Optional<Coefficient> theta = found.map(maximum -> sandwich.coefficient(maximum, 0));
    Optional<Coefficient> beta =
        columns.ofLength()
            ? found.map(maximum -> sandwich.coefficient(maximum, 1))
            : Optional.empty();
    int first = columns.count() - columns.styles().size();
    List<Optional<Coefficient>> style = new ArrayList<>();
    for (int one = 0; one < pairs.get(0).style().size(); one++) {
      int at = columns.styles().indexOf(one);
      style.add(
          at < 0
              ? Optional.empty()
              : found.map(maximum -> sandwich.coefficient(maximum, first + at)));
    }
    double raw =
        Share.ofDistance(
            ExactSum.of(pairs.stream().mapToDouble(pair -> pair.preference() - 0.5).toArray())
                / pairs.size());
    return new LengthControl(
        pairs.size(),
        prompts.size(),
        fit,
        raw,
        theta.map(at -> Share.logistic(at.value())).orElse(raw),
        theta.map(Coefficient::interval).map(LengthControl::logistic),
        columns.sigma(),
        theta,
        beta,
        style,
        longerShare(pairs),
        pairs.stream().mapToLong(ControlledPair::candidateLength).sum() / (double) pairs.size(),
        pairs.stream().mapToLong(ControlledPair::baselineLength).sum() / (double) pairs.size());
  }

  private static Interval logistic(Interval theta) {
    return new Interval(Share.logistic(theta.lower()), Share.logistic(theta.upper()));
  }

  private static OptionalDouble longerShare(List<ControlledPair> pairs) {
    int longer = 0;
    int shorter = 0;
    for (ControlledPair pair : pairs) {
      double liked = (pair.preference() - 0.5) * pair.difference();
      longer += liked > 0 ? 1 : 0;
      shorter += liked < 0 ? 1 : 0;
    }
    int decided = longer + shorter;
    return decided == 0 ? OptionalDouble.empty() : OptionalDouble.of((double) longer / decided);
  }

  /**
   * The control moves the rate further than length should: beyond 10 points, and beyond a quarter
   * of the way to 0 or 1.
   */
  public boolean isFarFromRaw() {
    return rate < Math.min(rawRate - POINTS, rawRate - QUARTER * rawRate)
        || rate > Math.max(rawRate + POINTS, rawRate + QUARTER * (1 - rawRate));
  }
}
