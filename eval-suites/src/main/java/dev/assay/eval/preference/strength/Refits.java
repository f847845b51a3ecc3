package dev.assay.eval.preference.strength;

import dev.assay.eval.statistic.ClusterBootstrap;
import dev.assay.eval.statistic.Interval;
import dev.assay.eval.statistic.Quantile;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Strengths of resampled prompts, where they exist.
 *
 * @param asked how many there should be
 */
record Refits(int asked, List<double[]> strengths) {
  private static final double MOST_WITHOUT = 0.01;
  private static final double TAIL = 0.025;

  static Refits of(
      StrengthMethod method, Results results, StrengthFit point, StrengthOptions options) {
    if (options.resamples() == 0 || results.prompts().length < 2) {
      return new Refits(0, List.of());
    }
    double[] start = point.maximum().point();
    List<Optional<double[]>> refits =
        ClusterBootstrap.results(
            results.prompts(),
            counts ->
                options.prior() || results.isOneGroup(counts)
                    ? Strengths.fit(method, results, counts, options.prior(), start)
                        .map(StrengthFit::strengths)
                    : Optional.empty(),
            options.resamples(),
            options.seed());
    return new Refits(refits.size(), refits.stream().flatMap(Optional::stream).toList());
  }

  int without() {
    return asked - strengths.size();
  }

  private boolean areEnough() {
    return !strengths.isEmpty() && without() <= MOST_WITHOUT * asked;
  }

  Optional<Interval> interval(int model) {
    return areEnough()
        ? Interval.percentile(strengths.stream().mapToDouble(one -> one[model]).toArray())
        : Optional.empty();
  }

  Optional<ModelStrength.Ranks> ranks(int model) {
    if (!areEnough()) {
      return Optional.empty();
    }
    double[] ranks = strengths.stream().mapToDouble(one -> rank(one, model)).toArray();
    return Optional.of(
        new ModelStrength.Ranks(
            (int) Math.floor(Quantile.of(ranks, TAIL)),
            (int) Math.ceil(Quantile.of(ranks, 1 - TAIL))));
  }

  /** One more than there are stronger models. */
  static int rank(double[] strengths, int model) {
    return 1 + (int) Arrays.stream(strengths).filter(other -> other > strengths[model]).count();
  }

  /** Where both are equally strong, half a resample. */
  OptionalDouble stronger(int one, int other) {
    return areEnough()
        ? strengths.stream()
            .mapToDouble(fit -> (1 + Math.signum(fit[one] - fit[other])) / 2)
            .average()
        : OptionalDouble.empty();
  }
}
