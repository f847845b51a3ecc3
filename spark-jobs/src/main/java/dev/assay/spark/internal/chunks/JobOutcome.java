package dev.assay.spark.internal.chunks;

/**
 * What an invocation did for its job.
 *
 * @param rows that it answered
 * @param seconds that its chunks took
 */
public record JobOutcome(Completion completion, long rows, double seconds) {}
