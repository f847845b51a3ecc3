package dev.assay.eval.metric;

/**
 * One metric of a task or group after one filter.
 *
 * @param filter {@code none} where answers are scored as they are
 * @param value aggregated over the scored items; NaN where none was scored
 * @param standardError of the value, as the harness estimates it; NaN where there is none
 * @param n items scored
 * @param failed items that could not be scored, not in n
 * @param truncated scored items whose prompt was shortened
 * @param ties scored items whose greatest log-likelihood is shared by several choices
 */
public record TaskScore(
    String task,
    String metric,
    String filter,
    double value,
    double standardError,
    long n,
    long failed,
    long truncated,
    long ties,
    boolean higherIsBetter) {}
