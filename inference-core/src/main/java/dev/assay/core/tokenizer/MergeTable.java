package dev.assay.core.tokenizer;

import java.util.Arrays;

/** Which pairs of adjacent symbols merge, how urgently, and into what. */
final class MergeTable {
  static final int ABSENT = -1;
  private static final long FREE = -1;

  private long[] pairs;
  private int[] ranks;
  private int[] results;
  private int size;

  MergeTable(int expected) {
    allocate(Math.max(16, Integer.highestOneBit(Math.max(1, expected)) << 2));
  }

  /**
   * Adds a pair, or replaces what it merged into.
   *
   * @param rank lower merges first; equal ranks merge from left to right
   */
  void put(int left, int right, int rank, int result) {
    if (size + 1 > pairs.length / 5 * 3) {
      grow();
    }
    long pair = pair(left, right);
    int slot = slot(pair);
    if (pairs[slot] == FREE) {
      pairs[slot] = pair;
      size++;
    }
    ranks[slot] = rank;
    results[slot] = result;
  }

  /** Where the pair's entry is, or {@link #ABSENT}. */
  int find(int left, int right) {
    int slot = slot(pair(left, right));
    return pairs[slot] == FREE ? ABSENT : slot;
  }

  int rank(int entry) {
    return ranks[entry];
  }

  int result(int entry) {
    return results[entry];
  }

  private int slot(long pair) {
    int mask = pairs.length - 1;
    long mixed = pair * 0x9E3779B97F4A7C15L;
    int slot = (int) (mixed >>> 32) & mask;
    while (pairs[slot] != pair && pairs[slot] != FREE) {
      slot = (slot + 1) & mask;
    }
    return slot;
  }

  private void grow() {
    long[] oldPairs = pairs;
    int[] oldRanks = ranks;
    int[] oldResults = results;
    allocate(2 * oldPairs.length);
    for (int old = 0; old < oldPairs.length; old++) {
      if (oldPairs[old] != FREE) {
        int slot = slot(oldPairs[old]);
        pairs[slot] = oldPairs[old];
        ranks[slot] = oldRanks[old];
        results[slot] = oldResults[old];
      }
    }
  }

  private void allocate(int capacity) {
    pairs = new long[capacity];
    Arrays.fill(pairs, FREE);
    ranks = new int[capacity];
    results = new int[capacity];
  }

  private static long pair(int left, int right) {
    return (long) left << 32 | right & 0xFFFF_FFFFL;
  }
}
