package dev.assay.eval.filter;

import dev.assay.core.error.AssayException;
import dev.assay.core.error.ErrorKind;
import dev.assay.core.text.PythonText;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A filter ready to be applied (the harness's FilterEnsemble, lm_eval/api/filter.py). Any number of
 * threads may use it.
 */
public final class AnswerFilter {
  private final String name;
  private final List<FilterStep> steps;

  private AnswerFilter(String name, List<FilterStep> steps) {
    this.name = name;
    this.steps = steps;
  }

  /**
   * @throws AssayException USAGE for a step that does not exist, or whose arguments do not fit
   */
  public static AnswerFilter of(FilterDefinition definition) {
    List<FilterStep> steps = new ArrayList<>();
    for (FilterDefinition.Step step : definition.steps()) {
      StepArguments arguments = new StepArguments(definition.name(), step);
      FilterStep ready =
          switch (step.function()) {
            case "take_first" -> VotingSteps.takeFirst();
            case "take_first_k" -> VotingSteps.takeFirst(arguments.number("k"));
            case "majority_vote" -> VotingSteps.majorityVote();
            case "regex" -> RegexStep.of(arguments).each();
            case "multi_choice_regex" -> ChoiceRegexStep.of(arguments);
            case "lowercase" -> FilterStep.ofEach(text -> text.toLowerCase(Locale.ROOT));
            case "uppercase" -> FilterStep.ofEach(text -> text.toUpperCase(Locale.ROOT));
            case "map" -> MapStep.of(arguments);
            case "remove_whitespace" -> FilterStep.ofEach(PythonText::strip);
            case ProgramSteps.PREDICTION -> ProgramSteps.prediction();
            case ProgramSteps.INSTRUCTED_PREDICTION -> ProgramSteps.instructedPrediction();
            case ProgramSteps.CODE_BLOCK -> ProgramSteps.codeBlock();
            case KnownFilters.BBH_OPTIONS -> ChoiceRegexStep.of(arguments);
            case "bbh_map_regex" -> MappingRegexStep.of(arguments);
            case "bbh_number" -> NumberStep.of(arguments);
            case KnownFilters.BBH_WORDS -> WordOrderStep.of();
            default -> throw unknown(definition.name(), step.function());
          };
      arguments.allKnown();
      steps.add(ready);
    }
    return new AnswerFilter(definition.name(), List.copyOf(steps));
  }

  private static AssayException unknown(String filter, String function) {
    return new AssayException(
        ErrorKind.USAGE,
        "filter '" + filter + "' has the step '" + function + "'",
        "that function does not exist here",
        "use one of " + String.join(", ", KnownFilters.NAMES));
  }

  public String name() {
    return name;
  }

  /**
   * What is left of an item's completions, in order.
   *
   * @param choices what the document's choices say, for {@code multi_choice_regex}, or the texts
   *     that {@link DocumentTexts} finds; else empty
   * @throws AssayException REQUEST if a step needs more than there is
   */
  public List<String> of(List<String> completions, List<String> choices) {
    return of(completions, choices, "");
  }

  /**
   * The same of completions that may be parts of programs.
   *
   * @param opening of the document's program, which a completion continues; may be empty
   * @throws AssayException REQUEST if a step needs more than there is
   */
  public List<String> of(List<String> completions, List<String> choices, String opening) {
    Answers answers = new Answers(completions, false, choices, opening);
    for (FilterStep step : steps) {
      answers = step.of(answers.asList());
    }
    return answers.texts();
  }
}
