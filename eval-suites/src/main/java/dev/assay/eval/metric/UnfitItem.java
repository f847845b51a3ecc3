package dev.assay.eval.metric;

import dev.assay.core.error.AssayException;
import dev.assay.eval.response.AnsweredItem;

/** The error of an item that is not what its task's metrics are of. */
final class UnfitItem {
  private UnfitItem() {}

  /**
   * @param needed e.g. {@code a completion and its instructions}
   */
  static AssayException of(AnsweredItem item, String needed) {
    return AssayException.request(
        "bad_item",
        "item " + item.docId() + " of " + item.task() + " cannot be scored",
        "its metrics need "
            + needed
            + ", and it has "
            + name(item.response())
            + " and "
            + name(item.reference()),
        "score it by the task that asked it");
  }

  private static String name(Object part) {
    return part == null ? "nothing" : part.getClass().getSimpleName();
  }
}
