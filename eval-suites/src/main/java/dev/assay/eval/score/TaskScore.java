package dev.assay.eval.score;

/**
 * One metric of a task or group.
 *
 * @param value mean over the scored items; NaN where none was scored
 * @param standardError of the mean, with n − 1; NaN where n is below 2
 * @param n items scored
 * @param failed items that could not be scored, not in n
 * @param truncated scored items whose prompt was shortened
 * @param ties scored items whose greatest log-likelihood is shared by several choices
 */
public record TaskScore(
    String task,
    String metric,
    double value,
    double standardError,
    long n,
    long failed,
    long truncated,
    long ties,
    boolean higherIsBetter) {}
