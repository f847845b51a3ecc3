package dev.assay.eval.comparison;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The items of two runs, matched by task and document.
 *
 * @param pairs items that both scored, in the order of task and document
 */
record ItemPairing(List<Pair> pairs, LeftOut leftOut) {
  private static final Comparator<Key> BY_TASK_AND_DOCUMENT =
      Comparator.comparing(Key::task).thenComparingInt(Key::docId);

  private record Key(String task, int docId) {}

  /** The two values of one item. */
  record Pair(double candidate, double baseline) {}

  static ItemPairing of(List<ItemResult> candidate, List<ItemResult> baseline) {
    Map<Key, ItemResult> mine = byItem(candidate);
    Map<Key, ItemResult> others = byItem(baseline);
    List<Pair> pairs = new ArrayList<>();
    int onlyCandidate = 0;
    int failed = 0;
    for (Map.Entry<Key, ItemResult> entry : mine.entrySet()) {
      ItemResult other = others.remove(entry.getKey());
      if (other == null) {
        onlyCandidate++;
      } else if (entry.getValue() instanceof ItemResult.Scored one
          && other instanceof ItemResult.Scored two) {
        pairs.add(new Pair(one.value(), two.value()));
      } else {
        failed++;
      }
    }
    return new ItemPairing(pairs, new LeftOut(onlyCandidate, others.size(), failed));
  }

  private static Map<Key, ItemResult> byItem(List<ItemResult> results) {
    Map<Key, ItemResult> byItem = new TreeMap<>(BY_TASK_AND_DOCUMENT);
    for (ItemResult result : results) {
      if (byItem.put(new Key(result.task(), result.docId()), result) != null) {
        throw new IllegalArgumentException(
            "item " + result.docId() + " of " + result.task() + " is there twice");
      }
    }
    return byItem;
  }
}
