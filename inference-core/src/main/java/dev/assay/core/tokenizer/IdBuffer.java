package dev.assay.core.tokenizer;

import java.util.Arrays;

/** Ids (or symbols) in the order they are written; grows as needed. */
final class IdBuffer {
  private int[] ids;
  private int size;

  IdBuffer(int expected) {
    ids = new int[Math.max(8, expected)];
  }

  void add(int id) {
    if (size == ids.length) {
      ids = Arrays.copyOf(ids, 2 * size);
    }
    ids[size++] = id;
  }

  void add(int[] values, int count) {
    if (count > ids.length - size) {
      ids = Arrays.copyOf(ids, Math.max(2 * ids.length, size + count));
    }
    System.arraycopy(values, 0, ids, size, count);
    size += count;
  }

  int size() {
    return size;
  }

  /** The values written so far are in the first {@link #size()} elements. */
  int[] array() {
    return ids;
  }

  int[] toArray() {
    return Arrays.copyOf(ids, size);
  }

  int[] toArray(int from) {
    return Arrays.copyOfRange(ids, from, size);
  }
}
