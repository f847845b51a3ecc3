package dev.assay.eval.comparison;

/** What a run has of one item on one metric. An item is its task and document number. */
public sealed interface ItemResult {
  String task();

  int docId();

  /**
   * @param value of the metric, finite
   */
  record Scored(String task, int docId, double value) implements ItemResult {
    public Scored {
      if (!Double.isFinite(value)) {
        throw new IllegalArgumentException("item " + docId + " of " + task + " has value " + value);
      }
    }
  }

  /** The run has the item, and could not score it. */
  record Failed(String task, int docId) implements ItemResult {}
}
