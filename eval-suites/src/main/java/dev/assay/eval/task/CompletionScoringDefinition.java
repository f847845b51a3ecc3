package dev.assay.eval.task;

import java.util.List;
import java.util.stream.Stream;

/**
 * What a completion is held against; exactly one of the three.
 *
 * @param exactMatch the right answers of the prompt, after both sides are levelled
 * @param instructions instructions whose observance can be checked (IFEval)
 * @param program the completion is part of a program that tests itself. It is put together, and not
 *     run: a model's code runs nowhere by default
 */
public record CompletionScoringDefinition(
    ExactMatch exactMatch, InstructionColumns instructions, ProgramTemplate program) {

  /**
   * How answer and right answers are levelled before they are compared, in this order.
   *
   * @param regexesToIgnore regular expressions of Python's re whose matches are removed
   * @param ignoreCase both are lowered
   * @param ignorePunctuation ASCII punctuation is removed
   */
  public record ExactMatch(
      List<String> regexesToIgnore, boolean ignoreCase, boolean ignorePunctuation) {
    public ExactMatch {
      regexesToIgnore = regexesToIgnore == null ? List.of() : List.copyOf(regexesToIgnore);
    }
  }

  /**
   * Where a document has its instructions.
   *
   * @param ids column with the list of their names, e.g. {@code punctuation:no_comma}
   * @param arguments column with one object for each
   */
  public record InstructionColumns(String ids, String arguments) {
    public InstructionColumns {
      RequiredKey.of(ids, "ids");
      RequiredKey.of(arguments, "arguments");
    }
  }

  /**
   * A program around a completion, as templates over the document.
   *
   * @param before text before the completion; may be empty
   * @param after text behind it: the tests
   */
  public record ProgramTemplate(String before, String after) {
    public ProgramTemplate {
      before = before == null ? "" : before;
      RequiredKey.of(after, "after");
    }
  }

  public CompletionScoringDefinition {
    if (Stream.of(exactMatch, instructions, program).filter(given -> given != null).count() != 1) {
      throw new IllegalArgumentException("give one of 'exact_match', 'instructions' and 'program'");
    }
  }

  /** What can be computed. */
  List<GenerationMetric> metrics() {
    if (exactMatch != null) {
      return List.of(GenerationMetric.EXACT_MATCH);
    }
    return instructions == null
        ? List.of()
        : List.of(
            GenerationMetric.PROMPT_LEVEL_STRICT_ACC,
            GenerationMetric.INST_LEVEL_STRICT_ACC,
            GenerationMetric.PROMPT_LEVEL_LOOSE_ACC,
            GenerationMetric.INST_LEVEL_LOOSE_ACC);
  }
}
