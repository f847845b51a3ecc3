package dev.assay.eval.completion;

import dev.assay.eval.score.TaskScore;

/**
 * One metric of a task behind one of its filters.
 *
 * @param filter its name, e.g. {@code strict-match}
 */
public record FilterScore(String filter, TaskScore score) {}
