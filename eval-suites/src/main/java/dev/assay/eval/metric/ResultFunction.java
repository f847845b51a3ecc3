package dev.assay.eval.metric;

import dev.assay.eval.response.AnsweredItem;
import java.util.List;

/**
 * What computes a task's metrics in the place of its output type's: a task file's {@code
 * process_results}.
 */
interface ResultFunction {
  /** As {@link ScoringDefinition#resultFunction} names it. */
  String name();

  OutputType outputType();

  /** What it computes. */
  List<KnownMetric> metrics();

  /**
   * One per metric, in their order.
   *
   * @param filtered what a filter left of the completions; empty where there are none
   */
  List<ItemValue> values(AnsweredItem item, List<String> filtered);
}
