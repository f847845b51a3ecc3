package dev.assay.core.tokenizer;

import java.util.Arrays;

/** The pairs of neighbouring code points that occur inside results of merges. */
final class Bigrams {
  private static final long FREE = -1;

  private long[] pairs = new long[1024];
  private int size;

  Bigrams() {
    Arrays.fill(pairs, FREE);
  }

  /** Adds every pair of neighbours in the text. */
  void addAll(String text) {
    int left = text.codePointAt(0);
    for (int i = Character.charCount(left); i < text.length(); ) {
      int right = text.codePointAt(i);
      add((long) left << 32 | right);
      i += Character.charCount(right);
      left = right;
    }
  }

  boolean contains(int left, int right) {
    long pair = (long) left << 32 | right;
    return pairs[slot(pair)] == pair;
  }

  private void add(long pair) {
    int slot = slot(pair);
    if (pairs[slot] == pair) {
      return;
    }
    pairs[slot] = pair;
    if (4 * ++size > pairs.length) {
      long[] old = pairs;
      pairs = new long[2 * old.length];
      Arrays.fill(pairs, FREE);
      for (long kept : old) {
        if (kept != FREE) {
          pairs[slot(kept)] = kept;
        }
      }
    }
  }

  private int slot(long pair) {
    int mask = pairs.length - 1;
    int slot = (int) (pair * 0x9E3779B97F4A7C15L >>> 32) & mask;
    while (pairs[slot] != pair && pairs[slot] != FREE) {
      slot = (slot + 1) & mask;
    }
    return slot;
  }
}
