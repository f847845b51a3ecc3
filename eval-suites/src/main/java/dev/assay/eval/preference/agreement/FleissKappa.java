package dev.assay.eval.preference.agreement;

import dev.assay.eval.statistic.ExactSum;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;

/**
 * Agreement beyond chance of as many raters on every unit (Fleiss, 1971). It pools the raters'
 * margins: of two raters it is not Cohen's κ, and not to be held against it.
 *
 * @param units how many
 * @param raters of each
 * @param agreement mean share of pairs of raters that agree
 * @param kappa empty where all labels are the same
 * @param freeKappa with chance 1/labels instead of the margins (Randolph, 2005); empty of a single
 *     label
 */
public record FleissKappa(
    int units, int raters, double agreement, OptionalDouble kappa, OptionalDouble freeKappa) {

  /**
   * @param units the labels of each
   * @param order all labels that there may be
   * @return empty of no units, of units with fewer than two labels, or with different numbers of
   *     them: {@link KrippendorffAlpha} takes those
   * @throws IllegalArgumentException for a label that is not in {@code order}
   */
  public static <L> Optional<FleissKappa> of(List<List<L>> units, Set<L> order) {
    if (units.isEmpty() || units.get(0).size() < 2) {
      return Optional.empty();
    }
    int raters = units.get(0).size();
    Map<L, Integer> margins = new HashMap<>();
    double agreeing = 0;
    for (List<L> unit : units) {
      if (unit.size() != raters) {
        return Optional.empty();
      }
      Map<L, Integer> counts = new HashMap<>();
      for (L label : unit) {
        if (!order.contains(label)) {
          throw new IllegalArgumentException("label " + label + " is none of " + order);
        }
        counts.merge(label, 1, Integer::sum);
        margins.merge(label, 1, Integer::sum);
      }
      for (int count : counts.values()) {
        agreeing += (double) count * (count - 1);
      }
    }
    double agreement = agreeing / units.size() / raters / (raters - 1);
    double labels = (double) units.size() * raters;
    double chance =
        ExactSum.of(
            margins.values().stream()
                .mapToDouble(count -> (count / labels) * (count / labels))
                .toArray());
    return Optional.of(
        new FleissKappa(
            units.size(),
            raters,
            agreement,
            margins.size() == 1
                ? OptionalDouble.empty()
                : OptionalDouble.of((agreement - chance) / (1 - chance)),
            order.size() == 1
                ? OptionalDouble.empty()
                : OptionalDouble.of((agreement - 1.0 / order.size()) / (1 - 1.0 / order.size()))));
  }
}
