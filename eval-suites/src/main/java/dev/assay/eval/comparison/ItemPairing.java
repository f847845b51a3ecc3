package dev.assay.eval.comparison;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiPredicate;
import java.util.function.Function;

/**
 * The items of two runs, matched by task and document.
 *
 * @param <T> what a run has of one item
 * @param pairs items that both scored, in the order of task and document
 */
record ItemPairing<T>(List<Pair<T>> pairs, LeftOut leftOut) {
  private static final Comparator<Key> BY_TASK_AND_DOCUMENT =
      Comparator.comparing(Key::task).thenComparingInt(Key::docId);

  /** What an item is matched by. */
  record Key(String task, int docId) {}

  /** What the two runs have of one item. */
  record Pair<T>(T candidate, T baseline) {}

  /**
   * @param failed of an item's two, that they cannot be held against each other since one failed
   * @param comparable asked the same, of items that both scored
   * @throws IllegalArgumentException if a run has an item twice
   */
  static <T> ItemPairing<T> of(
      List<T> candidate,
      List<T> baseline,
      Function<T, Key> key,
      BiPredicate<T, T> failed,
      BiPredicate<T, T> comparable) {
    Map<Key, T> others = byKey(baseline, key);
    List<Pair<T>> pairs = new ArrayList<>();
    int onlyCandidate = 0;
    int failures = 0;
    int otherPrompt = 0;
    for (Map.Entry<Key, T> entry : byKey(candidate, key).entrySet()) {
      T mine = entry.getValue();
      T other = others.remove(entry.getKey());
      if (other == null) {
        onlyCandidate++;
      } else if (failed.test(mine, other)) {
        failures++;
      } else if (comparable.test(mine, other)) {
        pairs.add(new Pair<>(mine, other));
      } else {
        otherPrompt++;
      }
    }
    return new ItemPairing<>(
        pairs, new LeftOut(onlyCandidate, others.size(), failures, otherPrompt));
  }

  private static <T> Map<Key, T> byKey(List<T> items, Function<T, Key> key) {
    Map<Key, T> byKey = new TreeMap<>(BY_TASK_AND_DOCUMENT);
    for (T item : items) {
      Key at = key.apply(item);
      if (byKey.put(at, item) != null) {
        throw new IllegalArgumentException(
            "item " + at.docId() + " of " + at.task() + " is there twice");
      }
    }
    return byKey;
  }
}
