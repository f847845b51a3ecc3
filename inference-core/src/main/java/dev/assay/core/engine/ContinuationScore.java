package dev.assay.core.engine;

/**
 * What a model says of a continuation.
 *
 * @param logLikelihood natural logarithm of its probability given the context, summed in float64
 * @param greedy every token was the most probable one (lowest id first among equals)
 * @param tokenLogProbabilities natural logarithm, one per token
 */
public record ContinuationScore(
    double logLikelihood, boolean greedy, double[] tokenLogProbabilities) {}
