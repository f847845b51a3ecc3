package dev.assay.eval.metric;

import java.util.Set;

/**
 * A metric that tasks can list.
 *
 * @param of what one item has of it
 * @param aggregation where a task file says none (lm_eval/api/registry.py)
 * @param higherIsBetter likewise
 * @param computed of which output types
 */
record KnownMetric(
    String name,
    Class<? extends ItemValue> of,
    String aggregation,
    boolean higherIsBetter,
    Set<OutputType> computed) {}
