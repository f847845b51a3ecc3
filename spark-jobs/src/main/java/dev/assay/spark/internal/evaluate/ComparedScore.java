package dev.assay.spark.internal.evaluate;

import dev.assay.eval.comparison.PairedComparison;
import dev.assay.eval.task.MetricDefinition;
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
    MetricDefinition metric,
    PairedComparison comparison) {}
