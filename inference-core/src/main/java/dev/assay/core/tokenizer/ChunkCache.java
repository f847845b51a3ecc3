package dev.assay.core.tokenizer;

import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * Ids of short chunks of text met lately. Every chunk has one place, where the newest displaces the
 * older, so the memory is bounded; entries are immutable and read and written whole, so any number
 * of threads may use it without a lock, and a lost write costs only time.
 */
final class ChunkCache {
  /** Longer chunks are rare and seldom met again. */
  static final int LONGEST_CHUNK = 48;

  private static final int PLACES = 1 << 15;

  private record Chunk(String text, int[] ids) {}

  private final AtomicReferenceArray<Chunk> chunks = new AtomicReferenceArray<>(PLACES);

  /** The ids of the text's chars in [start, end), or null; not to be changed. */
  int[] ids(String text, int start, int end) {
    Chunk chunk = chunks.getAcquire(place(text, start, end));
    return chunk != null && chunk.text.length() == end - start && text.startsWith(chunk.text, start)
        ? chunk.ids
        : null;
  }

  void put(String text, int start, int end, int[] ids) {
    chunks.setRelease(place(text, start, end), new Chunk(text.substring(start, end), ids));
  }

  private static int place(String text, int start, int end) {
    int hash = 0;
    for (int i = start; i < end; i++) {
      hash = 31 * hash + text.charAt(i);
    }
    return hash * 0x9E3779B9 >>> 17;
  }
}
