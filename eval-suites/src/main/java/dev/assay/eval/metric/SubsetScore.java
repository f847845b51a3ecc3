package dev.assay.eval.metric;

/**
 * One metric of a part of a task's items.
 *
 * @param trait by which the part is told, e.g. {@code category}
 * @param subset what its items have of it
 * @param score of them, as of a task
 */
public record SubsetScore(String trait, String subset, TaskScore score) {}
