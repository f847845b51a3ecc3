package dev.assay.eval.comparison;

import dev.assay.eval.outcome.ItemOutcome;
import java.util.List;

/**
 * How far log-likelihoods of choices, in nats, lie from the baseline's.
 *
 * @param choices compared
 * @param mean of |Δ| over choices; NaN over none
 * @param largest |Δ|; NaN over none
 * @param where the first choice with the largest; null over none
 */
public record LogLikelihoodChange(long choices, double mean, double largest, Choice where) {

  /** A choice of an item, from 0, and what both made of it. */
  public record Choice(String task, int docId, int choice, double candidate, double baseline) {}

  /** Of outcomes of the same items, in the same order. */
  static LogLikelihoodChange of(List<ItemOutcome> candidate, List<ItemOutcome> baseline) {
    long choices = 0;
    double sum = 0;
    double largest = Double.NaN;
    Choice where = null;
    for (int i = 0; i < candidate.size(); i++) {
      ItemOutcome item = candidate.get(i);
      for (int c = 0; c < item.choices().size(); c++) {
        double mine = item.choices().get(c).logLikelihood();
        double other = baseline.get(i).choices().get(c).logLikelihood();
        // Impossible to both is no difference; infinity less itself would be none that is known.
        double change = mine == other ? 0 : Math.abs(mine - other);
        choices++;
        sum += change;
        if (where == null || change > largest) {
          largest = change;
          where = new Choice(item.task(), item.docId(), c, mine, other);
        }
      }
    }
    return new LogLikelihoodChange(choices, sum / choices, largest, where);
  }
}
