package dev.assay.eval.filter;

import dev.assay.core.python.PythonPattern;
import java.util.regex.Matcher;

/**
 * Steps that make programs of answers: functions of the harness's task folders, which their files
 * name as {@code custom} steps.
 */
final class ProgramSteps {
  /** lm_eval/tasks/humaneval/utils.py, build_predictions. */
  static final String PREDICTION = "build_predictions";

  /** lm_eval/tasks/humaneval/utils.py, build_predictions_instruct. */
  static final String INSTRUCTED_PREDICTION = "build_predictions_instruct";

  /** lm_eval/tasks/mbpp/utils.py, build_predictions. */
  static final String CODE_BLOCK = "extract_code_blocks";

  private static final String FENCE = "```";
  private static final PythonPattern BLOCK = PythonPattern.of("(?s)```(?:\\w+)?\\n?(.*?)\\n?```");

  private ProgramSteps() {}

  /** The program's opening, and the answer. */
  static FilterStep prediction() {
    return answers ->
        answers.with(answers.texts().stream().map(text -> answers.opening() + text).toList());
  }

  /** The same of the answer up to the end of its block. */
  static FilterStep instructedPrediction() {
    return answers ->
        answers.with(
            answers.texts().stream()
                .map(text -> answers.opening() + text.split(FENCE, -1)[0])
                .toList());
  }

  /** The first block of an answer that begins within one; nothing where none ends. */
  static FilterStep codeBlock() {
    return FilterStep.ofEach(
        text -> {
          Matcher block = BLOCK.matcher(FENCE + text);
          if (!block.find()) {
            block = BLOCK.matcher(text.replace(FENCE + "python", FENCE));
            return block.find() ? block.group(1) : "";
          }
          return block.group(1);
        });
  }
}
