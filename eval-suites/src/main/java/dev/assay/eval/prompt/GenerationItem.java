package dev.assay.eval.prompt;

import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.eval.outcome.Reference;
import dev.assay.eval.task.GenerationSettings;

/**
 * A question that a model answers in text of its own.
 *
 * @param pieces the prompt in pieces, for dropping whole shots; joined they are the prompt
 * @param generation where the answer ends and how it is made
 * @param reference what the answer is held against
 * @param document the row, with the columns derived from it
 */
public record GenerationItem(
    String task,
    int docId,
    PromptPieces pieces,
    GenerationSettings generation,
    Reference reference,
    JsonNode document)
    implements Item {

  /** What the model reads. */
  public String prompt() {
    return pieces.context(0);
  }
}
