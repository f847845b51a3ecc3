package dev.assay.eval.metric;

import dev.assay.eval.item.Reference;
import dev.assay.eval.metric.ItemValue.Portion;

/**
 * A metric of an item's completions by themselves.
 *
 * @param aggregation of portions
 */
record CompletionMetric(String name, String aggregation, boolean higherIsBetter, Measure measure) {
  /** What an item adds to it. */
  @FunctionalInterface
  interface Measure {
    /**
     * @param traits of the item's document; none where its task says none
     */
    Portion of(ScoredTexts texts, Reference.Traits traits);
  }

  static CompletionMetric mean(String name, boolean higherIsBetter, Measure measure) {
    return new CompletionMetric(name, "portion_mean", higherIsBetter, measure);
  }
}
