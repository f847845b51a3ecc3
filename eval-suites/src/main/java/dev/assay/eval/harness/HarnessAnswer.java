package dev.assay.eval.harness;

import dev.assay.eval.outcome.AnsweredItem;
import dev.assay.eval.outcome.ChoiceOutcome;
import dev.assay.eval.outcome.ItemOutcome;
import java.util.ArrayList;
import java.util.List;

/**
 * What the reference harness logged of one item.
 *
 * @param target index of the right choice
 * @param promptDigest sha256 of the prompt, hexadecimal; null where the log has none
 * @param responses one per choice, in order
 */
public record HarnessAnswer(
    String task, int docId, int target, String promptDigest, List<Response> responses) {
  public HarnessAnswer {
    responses = List.copyOf(responses);
  }

  /** A choice's log-likelihood, and whether every token of it was the most probable. */
  public record Response(double logLikelihood, boolean greedy) {}

  /**
   * As an outcome. The log has no lengths of the choices, which are the question's: they are taken
   * from another's answer to it, or 0 beyond its choices.
   */
  public AnsweredItem besides(ItemOutcome other) {
    List<ChoiceOutcome> choices = new ArrayList<>();
    for (int c = 0; c < responses.size(); c++) {
      Response response = responses.get(c);
      boolean known = other != null && c < other.choices().size();
      ChoiceOutcome lengths = known ? other.choices().get(c) : new ChoiceOutcome(0, false, 0, 0, 0);
      choices.add(
          new ChoiceOutcome(
              response.logLikelihood(),
              response.greedy(),
              lengths.tokens(),
              lengths.codePoints(),
              lengths.bytes()));
    }
    return new AnsweredItem(
        promptDigest, new ItemOutcome(task, docId, target, choices, null, false));
  }
}
