package dev.assay.core.tokenizer;

import java.util.Arrays;

/**
 * Merges adjacent symbols, lowest rank first and leftmost among equals, until no pair merges: the
 * loop that both algorithms share. A heap holds (rank, position) of every pair that merges, so n
 * symbols take O(n log n) however they are arranged.
 *
 * <p>An entry of the heap is stale where the pair at its position has changed since. Its rank then
 * differs from the present pair's, or the present pair has an entry of its own with the same rank
 * and position, and it makes no difference which of the two is taken.
 */
final class PairMerging {
  private static final int NONE = -1;

  /** Hears of every mergeable pair that becomes adjacent, whether it will be merged or not. */
  interface Listener {
    void adjacent(int left, int right, int result);
  }

  private final MergeTable table;
  private final Listener listener;
  private final int[] symbols;
  private final int[] next;
  private final int[] previous;

  /** Entry of the merge table for the symbol at a position and its right neighbour, or ABSENT. */
  private final int[] entries;

  private long[] heap;
  private int heapSize;

  private PairMerging(int[] symbols, int length, MergeTable table, Listener listener) {
    this.table = table;
    this.listener = listener;
    this.symbols = symbols;
    this.next = new int[length];
    this.previous = new int[length];
    this.entries = new int[length];
    this.heap = new long[length];
  }

  /** Merges the first {@code length} symbols in place and answers how many are left. */
  static int merge(int[] symbols, int length, MergeTable table, Listener listener) {
    return length < 2 ? length : new PairMerging(symbols, length, table, listener).run(length);
  }

  private int run(int length) {
    for (int i = 0; i < length; i++) {
      previous[i] = i - 1;
      next[i] = i + 1 < length ? i + 1 : NONE;
    }
    for (int i = 0; i < length; i++) {
      look(i);
    }
    while (heapSize > 0) {
      long top = pop();
      int position = (int) top;
      int entry = entries[position];
      if (entry != MergeTable.ABSENT && table.rank(entry) == (int) (top >>> 32)) {
        merge(position, entry);
      }
    }
    int kept = 0;
    for (int i = 0; i != NONE; i = next[i]) {
      symbols[kept++] = symbols[i];
    }
    return kept;
  }

  private void merge(int position, int entry) {
    int right = next[position];
    symbols[position] = table.result(entry);
    next[position] = next[right];
    if (next[right] != NONE) {
      previous[next[right]] = position;
    }
    entries[right] = MergeTable.ABSENT;
    if (previous[position] != NONE) {
      look(previous[position]);
    }
    look(position);
  }

  private void look(int position) {
    int right = next[position];
    if (right == NONE) {
      entries[position] = MergeTable.ABSENT;
      return;
    }
    int entry = table.find(symbols[position], symbols[right]);
    entries[position] = entry;
    if (entry != MergeTable.ABSENT) {
      if (listener != null) {
        listener.adjacent(symbols[position], symbols[right], table.result(entry));
      }
      push((long) table.rank(entry) << 32 | position);
    }
  }

  private void push(long key) {
    if (heapSize == heap.length) {
      heap = Arrays.copyOf(heap, 2 * heap.length);
    }
    int child = heapSize++;
    while (child > 0) {
      int parent = (child - 1) >>> 1;
      if (heap[parent] <= key) {
        break;
      }
      heap[child] = heap[parent];
      child = parent;
    }
    heap[child] = key;
  }

  private long pop() {
    long top = heap[0];
    long last = heap[--heapSize];
    int parent = 0;
    for (int child = 1; child < heapSize; child = 2 * parent + 1) {
      if (child + 1 < heapSize && heap[child + 1] < heap[child]) {
        child++;
      }
      if (heap[child] >= last) {
        break;
      }
      heap[parent] = heap[child];
      parent = child;
    }
    heap[parent] = last;
    return top;
  }
}
