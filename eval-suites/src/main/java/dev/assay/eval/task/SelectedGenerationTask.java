package dev.assay.eval.task;

import dev.assay.core.error.AssayException;
import dev.assay.core.error.ErrorKind;

/**
 * A generation task as it is to be run.
 *
 * @param shots solved examples before each question
 * @throws AssayException of kind USAGE if the task takes no solved examples, and shots are given
 */
public record SelectedGenerationTask(GenerationTask definition, int shots) {
  public SelectedGenerationTask {
    if (shots > 0 && definition.fewShot() == null) {
      throw new AssayException(
          ErrorKind.USAGE,
          "task '" + definition.name() + "' is selected with " + shots + " shots",
          "it takes no solved examples",
          "select " + definition.name() + "@0");
    }
  }

  /** With the task's own number of shots. */
  public static SelectedGenerationTask byDefault(GenerationTask definition) {
    return new SelectedGenerationTask(definition, definition.defaultShots());
  }
}
