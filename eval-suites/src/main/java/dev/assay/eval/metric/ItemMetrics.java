package dev.assay.eval.metric;

import dev.assay.eval.response.AnsweredItem;
import java.util.List;

/** The metrics of one task, item by item. */
@FunctionalInterface
interface ItemMetrics {
  /**
   * One per metric of the task, in its order.
   *
   * @param filtered what a filter left of the completions; empty where there are none
   * @throws dev.assay.core.error.AssayException REQUEST if the item is not what the metrics are of
   */
  List<ItemValue> of(AnsweredItem item, List<String> filtered);
}
