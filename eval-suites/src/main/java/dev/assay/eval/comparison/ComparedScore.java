package dev.assay.eval.comparison;

import java.util.OptionalInt;

/**
 * Two runs compared on one metric of a task or group.
 *
 * @param name of the task or group
 * @param outermost no group of the runs counts it in itself
 * @param shots the one number of solved examples of all its tasks in both runs; empty where they
 *     differ
 */
public record ComparedScore(
    String name,
    boolean outermost,
    OptionalInt shots,
    ScoredMetric metric,
    PairedComparison comparison) {}
