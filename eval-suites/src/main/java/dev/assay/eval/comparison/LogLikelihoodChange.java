package dev.assay.eval.comparison;

import dev.assay.eval.response.AnsweredItem;
import dev.assay.eval.response.Response;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * How far log-likelihoods of the same choices, or of the same texts, are apart in two runs.
 *
 * @param choices compared
 * @param mean of the absolute differences, in nats
 * @param largest of them
 * @param where the largest is
 */
public record LogLikelihoodChange(long choices, double mean, double largest, Choice where) {
  /** A choice and its log-likelihoods; a text is the choice 0. */
  public record Choice(String task, int docId, int choice, double candidate, double baseline) {}

  /** Empty where nothing was scored. */
  static Optional<LogLikelihoodChange> of(
      List<AnsweredItem> candidate, List<AnsweredItem> baseline) {
    long choices = 0;
    double sum = 0;
    double largest = Double.NaN;
    Choice where = null;
    for (int i = 0; i < candidate.size(); i++) {
      AnsweredItem item = candidate.get(i);
      double[] mine = logLikelihoods(item.response());
      double[] others = logLikelihoods(baseline.get(i).response());
      for (int c = 0; c < mine.length; c++) {
        // Impossible to both is no difference; infinity less itself would be none that is known.
        double change = mine[c] == others[c] ? 0 : Math.abs(mine[c] - others[c]);
        choices++;
        sum += change;
        if (where == null || change > largest) {
          largest = change;
          where = new Choice(item.task(), item.docId(), c, mine[c], others[c]);
        }
      }
    }
    return choices == 0
        ? Optional.empty()
        : Optional.of(new LogLikelihoodChange(choices, sum / choices, largest, where));
  }

  private static double[] logLikelihoods(Response response) {
    if (response instanceof Response.Rolling text) {
      return new double[] {text.logLikelihood()};
    }
    return response instanceof Response.Choices answer
        ? Stream.concat(answer.choices().stream(), answer.unconditional().stream())
            .mapToDouble(Response.ChoiceScore::logLikelihood)
            .toArray()
        : new double[0];
  }
}
