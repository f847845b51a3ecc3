package dev.assay.eval.function;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * A prompt as somebody wrote it.
 *
 * @param description what stands before the examples, with the line ends after it
 * @param examples solved ones, in order
 */
public record WrittenPrompt(String description, List<ObjectNode> examples) {
  public WrittenPrompt {
    examples = List.copyOf(examples);
  }
}
