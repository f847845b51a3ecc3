package dev.assay.core.tokenizer;

import java.util.Arrays;
import java.util.Objects;

/**
 * Texts by id and ids by text, in arrays: a quarter of a million entries without a boxed number.
 * Ids may have holes (null texts).
 */
final class Vocabulary {
  static final int ABSENT = -1;

  private final String[] texts;

  /** Open addressing with linear probing: id + 1, or 0 where the slot is free. */
  private final int[] slots;

  /** Id + 1 of the entries that are one code point, by code point. */
  private final int[] codePoints;

  /**
   * @param texts entry of every id, null for a hole; the array is kept
   * @throws IllegalArgumentException if two ids have one text; the message is that text
   */
  Vocabulary(String[] texts) {
    this.texts = texts;
    int entries = (int) Arrays.stream(texts).filter(Objects::nonNull).count();
    this.slots = new int[Math.max(16, Integer.highestOneBit(Math.max(1, entries)) << 2)];
    int largest = -1;
    for (int id = 0; id < texts.length; id++) {
      if (texts[id] != null) {
        int slot = slot(texts[id]);
        if (slots[slot] != 0) {
          throw new IllegalArgumentException(texts[id]);
        }
        slots[slot] = id + 1;
        if (isCodePoint(texts[id])) {
          largest = Math.max(largest, texts[id].codePointAt(0));
        }
      }
    }
    this.codePoints = new int[largest + 1];
    for (int id = 0; id < texts.length; id++) {
      if (texts[id] != null && isCodePoint(texts[id])) {
        codePoints[texts[id].codePointAt(0)] = id + 1;
      }
    }
  }

  /** One more than the largest id. */
  int size() {
    return texts.length;
  }

  /** The entry's text, or null where the id is a hole. */
  String text(int id) {
    return texts[id];
  }

  /** The id of a text, or {@link #ABSENT}. */
  int id(String text) {
    return slots[slot(text)] - 1;
  }

  /** The id of the entry that is just this code point, or {@link #ABSENT}. */
  int id(int codePoint) {
    return codePoint < codePoints.length ? codePoints[codePoint] - 1 : ABSENT;
  }

  private int slot(String text) {
    int mask = slots.length - 1;
    int slot = spread(text.hashCode()) & mask;
    while (slots[slot] != 0 && !texts[slots[slot] - 1].equals(text)) {
      slot = (slot + 1) & mask;
    }
    return slot;
  }

  private static boolean isCodePoint(String text) {
    return !text.isEmpty() && text.length() == Character.charCount(text.codePointAt(0));
  }

  private static int spread(int hash) {
    int mixed = hash * 0x9E3779B9;
    return mixed ^ (mixed >>> 15);
  }
}
