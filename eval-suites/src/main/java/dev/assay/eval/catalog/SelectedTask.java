package dev.assay.eval.catalog;

/**
 * A task as it is to be run.
 *
 * @param shots solved examples before each question
 * @param chosenSplit that is evaluated in the place of the task's own; null for that
 */
public record SelectedTask(Task task, int shots, String chosenSplit) {
  /** Evaluated on its own split. */
  public SelectedTask(Task task, int shots) {
    this(task, shots, null);
  }
}
