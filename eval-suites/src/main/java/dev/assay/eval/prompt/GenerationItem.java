package dev.assay.eval.prompt;

import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.eval.outcome.Reference;
import dev.assay.eval.task.GenerationSettings;
import java.util.List;

/**
 * A question that a model answers in text of its own.
 *
 * @param description before everything; may be empty
 * @param examples in the order of the prompt
 * @param question up to the answer
 * @param generation where the answer ends and how it is made
 * @param reference what the answer is held against
 * @param document the row, with the columns derived from it
 */
public record GenerationItem(
    String task,
    int docId,
    String description,
    List<SolvedExample> examples,
    String question,
    GenerationSettings generation,
    Reference reference,
    JsonNode document)
    implements Item {
  public GenerationItem {
    examples = List.copyOf(examples);
  }

  /** What the model reads. */
  public String prompt() {
    StringBuilder prompt = new StringBuilder(description);
    examples.forEach(example -> prompt.append(example.text()));
    return prompt.append(question).toString();
  }

  /** The same item, asked by another prompt, which is all question. */
  public GenerationItem askedBy(String prompt) {
    return new GenerationItem(task, docId, "", List.of(), prompt, generation, reference, document);
  }
}
