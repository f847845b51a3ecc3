package dev.assay.eval.metric;

/**
 * One metric of one item.
 *
 * @param metric e.g. {@code acc_norm}
 */
public record MetricValue(String metric, ItemValue value) {}
