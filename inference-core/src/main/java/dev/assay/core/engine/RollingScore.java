package dev.assay.core.engine;

/**
 * What a model says of a whole text.
 *
 * @param logLikelihood natural logarithm of its probability, summed in float64 in token order
 * @param tokens how many were scored: all but the first that was given
 * @param windows pieces that the model read apart from each other; 1 where it read the text through
 * @param computedTokens forward passes of single tokens that were done for it
 */
public record RollingScore(double logLikelihood, int tokens, int windows, long computedTokens) {}
