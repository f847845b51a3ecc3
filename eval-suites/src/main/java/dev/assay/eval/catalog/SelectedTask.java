package dev.assay.eval.catalog;

/**
 * A task as it is to be run.
 *
 * @param shots solved examples before each question
 */
public record SelectedTask(Task task, int shots) {}
