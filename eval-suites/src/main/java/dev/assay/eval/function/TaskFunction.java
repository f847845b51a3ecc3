package dev.assay.eval.function;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** What a name after {@code !function} stands for. Each is a function of one document. */
public sealed interface TaskFunction {
  /**
   * {@code process_docs}.
   *
   * @param function from a row to what prompts are made of, or to nothing where the row is left
   *     out; may change its argument
   */
  record OfRows(Function<ObjectNode, Optional<ObjectNode>> function) implements OfExamples {}

  /** {@code fewshot_config.process_docs}. */
  sealed interface OfExamples extends TaskFunction {}

  /**
   * {@code fewshot_config.process_docs} of a split whose rows together are a prompt that somebody
   * wrote: what stands before its solved examples becomes the task's description.
   *
   * @param function from all rows to the prompt
   */
  record OfWrittenPrompts(Function<List<ObjectNode>, WrittenPrompt> function)
      implements OfExamples {}

  /** {@code doc_to_text}, {@code doc_to_target} or {@code doc_to_choice}. */
  record OfFields(Function<ObjectNode, JsonNode> function) implements TaskFunction {}

  /** {@code process_results}. */
  sealed interface OfItems extends TaskFunction {}

  /** Items are made, and scores computed, by what its name says. */
  record OfResults() implements OfItems {}

  /** Items are made, and scores computed, as of any task of the same output type. */
  record OfOutputType() implements OfItems {}

  /**
   * Of a task that asks for a whole text's log-likelihood: of which text words and bytes are
   * counted.
   */
  record OfCountedText(Function<ObjectNode, String> text) implements OfItems {}

  /**
   * A completion is part of a program, which ends with the target. Nothing here runs it.
   *
   * @param before what stands before the completion
   */
  record OfPrograms(Function<ObjectNode, String> before) implements OfItems {}

  /** {@code fewshot_config.samples}: no folder's has an equivalent, a task file holds its own. */
  record OfSamples() implements TaskFunction {}

  /** A metric, an aggregation or a filter, which the packages of those names know. */
  record OfScores() implements TaskFunction {}
}
