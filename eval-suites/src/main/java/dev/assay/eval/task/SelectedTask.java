package dev.assay.eval.task;

/**
 * A task as it is to be run.
 *
 * @param shots solved examples before each question
 */
public record SelectedTask(TaskDefinition definition, int shots) {

  /** With the task's own number of shots. */
  public static SelectedTask byDefault(TaskDefinition definition) {
    return new SelectedTask(definition, definition.defaultShots());
  }
}
