package dev.assay.eval.harness;

import dev.assay.eval.item.Reference;
import dev.assay.eval.response.AnsweredItem;
import dev.assay.eval.response.Response;
import dev.assay.eval.response.Response.ChoiceScore;
import java.util.ArrayList;
import java.util.List;

/**
 * What the reference harness logged of one item.
 *
 * @param target index of the right choice; null where the log has the document's target in another
 *     form, as that of WinoGrande
 * @param promptDigest sha256 of the prompt, hexadecimal; null where the log has none
 * @param responses one per choice, in order
 */
public record HarnessAnswer(
    String task, int docId, Integer target, String promptDigest, List<LoggedResponse> responses) {
  public HarnessAnswer {
    responses = List.copyOf(responses);
  }

  /** A choice's log-likelihood, and whether every token of it was the most probable. */
  public record LoggedResponse(double logLikelihood, boolean greedy) {}

  /**
   * As a run has answers. What the log lacks is the question's, and is taken from another's answer
   * to it: lengths of the choices, or 0 beyond its choices, and what is right.
   *
   * @param other a run's answer to the same item; null where there is none
   */
  public AnsweredItem besides(AnsweredItem other) {
    List<ChoiceScore> known =
        other != null && other.response() instanceof Response.Choices answer
            ? answer.choices()
            : List.of();
    List<ChoiceScore> choices = new ArrayList<>();
    for (int c = 0; c < responses.size(); c++) {
      LoggedResponse response = responses.get(c);
      ChoiceScore lengths = c < known.size() ? known.get(c) : new ChoiceScore(0, false, 0, 0, 0);
      choices.add(
          new ChoiceScore(
              response.logLikelihood(),
              response.greedy(),
              lengths.tokens(),
              lengths.codePoints(),
              lengths.bytes()));
    }
    Reference.RightChoices right =
        other != null && other.reference() instanceof Reference.RightChoices reference
            ? reference
            : new Reference.RightChoices(List.of(0), List.of());
    return new AnsweredItem(
        task,
        docId,
        promptDigest,
        target == null ? right : new Reference.RightChoices(List.of(target), right.texts()),
        new Response.Choices(choices, List.of()),
        false);
  }
}
