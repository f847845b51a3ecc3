package dev.assay.core.engine;

/**
 * Counts since the engine started.
 *
 * @param requests requests answered, failed ones included
 * @param computedTokens tokens that went through the layers
 * @param scoredRows distributions over the vocabulary that were computed
 * @param cacheHits requests that continued a state of the prefix cache
 * @param cacheMisses requests that did not
 * @param cacheTokens tokens those hits did not have to compute
 * @param batches forward passes
 * @param generatedTokens tokens that were chosen
 * @param waitedNanos nanoseconds that all requests together waited for their first batch
 * @param preempted times that a generation was put back, to be read again where there is room
 */
public record EngineStatistics(
    long requests,
    long computedTokens,
    long scoredRows,
    long cacheHits,
    long cacheMisses,
    long cacheTokens,
    long batches,
    long generatedTokens,
    long waitedNanos,
    long preempted) {}
