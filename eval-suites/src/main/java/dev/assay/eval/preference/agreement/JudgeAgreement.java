package dev.assay.eval.preference.agreement;

import dev.assay.eval.preference.Outcome;
import dev.assay.eval.statistic.ClusterBootstrap;
import dev.assay.eval.statistic.Interval;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;

/**
 * How far a judge says what people say. Exchanging the sides of all pairs, or their order, changes
 * no bit of the numbers.
 *
 * @param pairs that both have an outcome for
 * @param prompts clusters
 * @param table by row of the judge's outcome, then by people's
 * @param agreement share of pairs with the same outcome
 * @param kappa Cohen's; empty where both say the same of every pair
 * @param pairsWithoutTies pairs that neither calls a tie
 * @param kappaWithoutTies of those; empty likewise, and of none
 */
public record JudgeAgreement(
    int pairs,
    int prompts,
    ConfusionTable<Outcome> table,
    Resampled agreement,
    Resampled kappa,
    int pairsWithoutTies,
    Resampled kappaWithoutTies) {
  private static final List<Outcome> ORDER = List.of(Outcome.values());
  private static final int LABELS = ORDER.size();
  private static final double LEAST_KAPPA = 0.4;

  /**
   * A number and its 95 % interval by resampling prompts.
   *
   * @param interval empty where the number is, of one prompt, and where more than one resample in a
   *     hundred has no value
   */
  public record Resampled(OptionalDouble value, Optional<Interval> interval) {}

  /**
   * @param pairs in any order
   * @return empty of no pairs
   */
  public static Optional<JudgeAgreement> of(List<RatedPair> pairs, int resamples, long seed) {
    if (pairs.isEmpty()) {
      return Optional.empty();
    }
    Map<String, double[]> prompts = new TreeMap<>();
    double[] total = new double[LABELS * LABELS];
    for (RatedPair pair : pairs) {
      int cell = LABELS * pair.judge().ordinal() + pair.people().ordinal();
      prompts.computeIfAbsent(pair.prompt(), prompt -> new double[LABELS * LABELS])[cell]++;
      total[cell]++;
    }
    double[][] clusters = prompts.values().toArray(double[][]::new);
    Bootstrap bootstrap = new Bootstrap(clusters, total, resamples, seed);
    return Optional.of(
        new JudgeAgreement(
            pairs.size(),
            clusters.length,
            ConfusionTable.of(
                pairs.stream().map(RatedPair::judge).toList(),
                pairs.stream().map(RatedPair::people).toList(),
                ORDER),
            bootstrap.of(JudgeAgreement::agreement),
            bootstrap.of(cells -> kappa(table(cells))),
            (int) sum(withoutTies(total)),
            bootstrap.of(cells -> kappa(withoutTies(cells)))));
  }

  private record Bootstrap(double[][] clusters, double[] total, int resamples, long seed) {
    Resampled of(ToDoubleFunction<double[]> statistic) {
      double value = statistic.applyAsDouble(total);
      if (Double.isNaN(value)) {
        return new Resampled(OptionalDouble.empty(), Optional.empty());
      }
      return new Resampled(
          OptionalDouble.of(value),
          clusters.length < 2
              ? Optional.empty()
              : Interval.percentile(ClusterBootstrap.values(clusters, statistic, resamples, seed)));
    }
  }

  private static double[][] table(double[] cells) {
    double[][] table = new double[LABELS][LABELS];
    for (int i = 0; i < cells.length; i++) {
      table[i / LABELS][i % LABELS] = cells[i];
    }
    return table;
  }

  /** Wins and losses of both alone. */
  private static double[][] withoutTies(double[] cells) {
    double[][] all = table(cells);
    int win = Outcome.WIN.ordinal();
    int loss = Outcome.LOSS.ordinal();
    return new double[][] {{all[win][win], all[win][loss]}, {all[loss][win], all[loss][loss]}};
  }

  private static double agreement(double[] cells) {
    double same = 0;
    double all = 0;
    for (int i = 0; i < cells.length; i++) {
      all += cells[i];
      same += i / LABELS == i % LABELS ? cells[i] : 0;
    }
    return same / all;
  }

  private static double sum(double[][] table) {
    double sum = 0;
    for (double[] row : table) {
      for (double cell : row) {
        sum += cell;
      }
    }
    return sum;
  }

  /** NaN where there is none. */
  private static double kappa(double[][] table) {
    return CohenKappa.of(table, AgreementWeights.NOMINAL)
        .map(CohenKappa::kappa)
        .filter(OptionalDouble::isPresent)
        .map(OptionalDouble::getAsDouble)
        .orElse(Double.NaN);
  }

  /** The judge may stand for people: κ is at least 0.4. Otherwise its rates are not checked. */
  public boolean isTrusted() {
    return kappa.value().isPresent() && kappa.value().getAsDouble() >= LEAST_KAPPA;
  }
}
