package dev.assay.eval.outcome;

/**
 * What was measured of one answer choice: everything that any metric needs, and nothing derived.
 *
 * @param logLikelihood natural logarithm of the choice's probability given its context
 * @param greedy every token of it was the most probable one
 * @param tokens tokens scored
 * @param codePoints Unicode code points of the choice, without the delimiter before it
 * @param bytes UTF-8 bytes of the choice, without the delimiter before it
 */
public record ChoiceOutcome(
    double logLikelihood, boolean greedy, int tokens, int codePoints, int bytes) {}
