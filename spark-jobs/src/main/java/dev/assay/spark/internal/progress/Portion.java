package dev.assay.spark.internal.progress;

/**
 * A part of a job that is committed as a whole.
 *
 * @param number that tells it from the others
 * @param tokens what its requests cost together, in a measure common to the job's portions
 */
public record Portion(int number, long requests, long tokens) {}
