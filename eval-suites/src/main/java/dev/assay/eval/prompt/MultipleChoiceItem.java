package dev.assay.eval.prompt;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/**
 * A question and its answer choices as text.
 *
 * @param pieces the context in pieces, for dropping whole shots; joined they are the context
 * @param continuations what is scored, one per choice: the target delimiter and the choice
 * @param choices without the delimiter: their lengths normalise log-likelihoods
 * @param target index of the right choice
 * @param document the row, with the columns derived from it
 */
public record MultipleChoiceItem(
    String task,
    int docId,
    PromptPieces pieces,
    List<String> continuations,
    List<String> choices,
    int target,
    JsonNode document)
    implements Item {
  public MultipleChoiceItem {
    continuations = List.copyOf(continuations);
    choices = List.copyOf(choices);
  }

  /** Everything before the continuation. */
  public String context() {
    return pieces.context(0);
  }
}
