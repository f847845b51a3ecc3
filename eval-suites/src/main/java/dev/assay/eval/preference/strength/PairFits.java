package dev.assay.eval.preference.strength;

import dev.assay.eval.preference.strength.StrengthMethod.Expected;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/** The results of any two models held against their strengths. */
final class PairFits {
  private PairFits() {}

  /** Of two models, summed over the orders in which they met. */
  private static final class Sums {
    double contests;
    double score;
    double expected;
    double variance;
  }

  /**
   * @param method that was fitted
   */
  static List<PairFit> of(Results results, StrengthMethod method, StrengthFit fit, Refits refits) {
    int models = results.models().size();
    Sums[][] sums = new Sums[models][models];
    for (int i = 0; i < results.pairs().size(); i++) {
      add(sums, results.pairs().get(i), results.total(), Results.COUNTS * i, method, fit);
    }
    List<PairFit> fits = new ArrayList<>();
    for (int first = 0; first < models; first++) {
      for (int second = first + 1; second < models; second++) {
        fits.add(
            pair(
                results.models().get(first),
                results.models().get(second),
                sums[first][second],
                refits.stronger(first, second)));
      }
    }
    return fits;
  }

  private static void add(
      Sums[][] sums,
      Results.Pair pair,
      double[] counts,
      int at,
      StrengthMethod method,
      StrengthFit fit) {
    double n = counts[at] + counts[at + 1] + counts[at + 2];
    double score = counts[at] + counts[at + 1] / 2;
    double d = fit.strengths()[pair.first()] - fit.strengths()[pair.second()];
    Expected expected = method.expected(d, fit.extra());
    boolean turned = pair.first() > pair.second();
    int first = turned ? pair.second() : pair.first();
    int second = turned ? pair.first() : pair.second();
    if (sums[first][second] == null) {
      sums[first][second] = new Sums();
    }
    Sums sum = sums[first][second];
    sum.contests += n;
    sum.score += turned ? n - score : score;
    sum.expected += n * (turned ? 1 - expected.rate() : expected.rate());
    sum.variance += n * expected.variance();
  }

  private static PairFit pair(String first, String second, Sums sums, OptionalDouble stronger) {
    if (sums == null) {
      OptionalDouble none = OptionalDouble.empty();
      return new PairFit(first, second, 0, none, none, none, stronger);
    }
    return new PairFit(
        first,
        second,
        (int) sums.contests,
        OptionalDouble.of(sums.score / sums.contests),
        OptionalDouble.of(sums.expected / sums.contests),
        OptionalDouble.of((sums.score - sums.expected) / Math.sqrt(sums.variance)),
        stronger);
  }
}
