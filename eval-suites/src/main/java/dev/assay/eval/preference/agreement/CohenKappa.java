package dev.assay.eval.preference.agreement;

import dev.assay.eval.statistic.ExactSum;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Agreement of two raters beyond chance, κ = (p_o − p_e)/(1 − p_e), where each keeps margins of its
 * own (Cohen, 1960 and, weighted, 1968).
 *
 * @param n units
 * @param agreement p_o; of weighted κ the mean weight
 * @param kappa empty where the margins leave nothing to chance: p_e is 1
 * @param standardError of κ in large samples; empty as κ is (Fleiss, Cohen and Everitt, 1969)
 * @param errorUnderChance the standard error that κ has where raters agree by chance alone; empty
 *     as κ is
 */
public record CohenKappa(
    int n,
    double agreement,
    OptionalDouble kappa,
    OptionalDouble standardError,
    OptionalDouble errorUnderChance) {

  /**
   * Of two raters' labels of the same units.
   *
   * @param order all labels that there may be, in their order
   * @return empty of no units
   * @throws IllegalArgumentException for lists of different lengths, or a label that is not in
   *     {@code order}
   */
  public static <L> Optional<CohenKappa> of(
      List<L> one, List<L> other, List<L> order, AgreementWeights weights) {
    return of(ConfusionTable.of(one, other, order).cells(), weights);
  }

  /**
   * Of a square table of counts.
   *
   * @return empty of a table without counts
   */
  static Optional<CohenKappa> of(double[][] cells, AgreementWeights weights) {
    Margins margins = Margins.of(cells);
    double n = margins.n();
    if (n == 0) {
      return Optional.empty();
    }
    int k = cells.length;
    // Exact sums: labels in the opposite order, as of exchanged sides, give the same bits.
    ExactSum observing = new ExactSum();
    ExactSum expecting = new ExactSum();
    for (int i = 0; i < k; i++) {
      for (int j = 0; j < k; j++) {
        double weight = weights.of(i, j, k);
        observing.add(weight * (cells[i][j] / n));
        expecting.add(weight * (margins.rows()[i] * margins.columns()[j]));
      }
    }
    double observed = observing.value();
    double expected = expecting.value();
    if (margins.leaveNothingToChance()) {
      return Optional.of(
          new CohenKappa(
              (int) n,
              observed,
              OptionalDouble.empty(),
              OptionalDouble.empty(),
              OptionalDouble.empty()));
    }
    double kappa = (observed - expected) / (1 - expected);
    double[] rowWeights = meanWeights(margins.columns(), weights);
    double[] columnWeights = meanWeights(margins.rows(), weights);
    ExactSum spread = new ExactSum();
    ExactSum chance = new ExactSum();
    for (int i = 0; i < k; i++) {
      for (int j = 0; j < k; j++) {
        double weight = weights.of(i, j, k);
        double mean = rowWeights[i] + columnWeights[j];
        double moved = weight - mean * (1 - kappa);
        spread.add(cells[i][j] / n * (moved * moved));
        chance.add(margins.rows()[i] * margins.columns()[j] * ((weight - mean) * (weight - mean)));
      }
    }
    double shift = kappa - expected * (1 - kappa);
    double scale = 1 / ((1 - expected) * Math.sqrt(n));
    return Optional.of(
        new CohenKappa(
            (int) n,
            observed,
            OptionalDouble.of(kappa),
            OptionalDouble.of(scale * Math.sqrt(Math.max(0, spread.value() - shift * shift))),
            OptionalDouble.of(
                scale * Math.sqrt(Math.max(0, chance.value() - expected * expected)))));
  }

  /** The weight that each label has on average with the labels of the other rater. */
  private static double[] meanWeights(double[] shares, AgreementWeights weights) {
    double[] means = new double[shares.length];
    for (int i = 0; i < means.length; i++) {
      ExactSum sum = new ExactSum();
      for (int j = 0; j < shares.length; j++) {
        sum.add(weights.of(i, j, shares.length) * shares[j]);
      }
      means[i] = sum.value();
    }
    return means;
  }
}
