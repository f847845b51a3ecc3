package dev.assay.eval.preference.agreement;

import dev.assay.eval.preference.Outcome;
import java.util.Collection;
import java.util.EnumMap;
import java.util.Map;

/**
 * A pair that both a judge and people gave an outcome.
 *
 * @param prompt the cluster
 * @param people by {@link #majority}
 */
public record RatedPair(String prompt, Outcome judge, Outcome people) {

  /** What more than half of the raters say; a tie where nothing is said by so many. */
  public static Outcome majority(Collection<Outcome> ratings) {
    Map<Outcome, Integer> counts = new EnumMap<>(Outcome.class);
    ratings.forEach(rating -> counts.merge(rating, 1, Integer::sum));
    return counts.entrySet().stream()
        .filter(count -> 2 * count.getValue() > ratings.size())
        .map(Map.Entry::getKey)
        .findFirst()
        .orElse(Outcome.TIE);
  }
}
