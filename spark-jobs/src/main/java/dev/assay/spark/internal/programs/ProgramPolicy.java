package dev.assay.spark.internal.programs;

import dev.assay.core.error.AssayException;
import dev.assay.core.error.ErrorKind;
import java.util.List;

/** What is done with programs that a model wrote. */
public sealed interface ProgramPolicy {
  /**
   * Nobody said that they may run: a task that needs it is refused before anything is generated.
   */
  record Refused() implements ProgramPolicy {}

  /** They are generated and stored; their scores are empty until somebody runs them. */
  record Stored() implements ProgramPolicy {}

  /** They are run. */
  record Allowed(ProgramSettings settings) implements ProgramPolicy {}

  /**
   * The refusal of tasks whose scores need what nobody allowed.
   *
   * @param tasks their names, at least one
   */
  static AssayException refusal(List<String> tasks) {
    return new AssayException(
        ErrorKind.USAGE,
        "scores of "
            + String.join(", ", tasks)
            + " need Python programs to be run that the model writes",
        "that is not done unless asked for",
        "give --confirm_run_unsafe_code to run them, confined, on the executors, or"
            + " --store_programs_only to generate them and run none");
  }
}
