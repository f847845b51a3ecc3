package dev.assay.core.tokenizer;

/**
 * Encodes stretches of text by merging, each cut into chunks whose ids are remembered.
 *
 * <p><b>Why a cut changes nothing.</b> Every symbol stands for a stretch of the text: at first one
 * code point (or one byte of a code point that has no entry), later the result of a merge, whose
 * text is the concatenation of its halves. Let a and b be neighbouring code points such that no
 * result of a merge contains ab. A merge across the boundary between them would have a result that
 * contains ab; hence none happens, and the pair that straddles the boundary is never a candidate. A
 * merge changes only the pairs that touch it, so merges on one side never add, remove or change
 * candidates on the other, and on either side candidates are taken in the same order, by rank and
 * then position, as if the other side were not there. So the symbols of the whole are those of the
 * left followed by those of the right.
 *
 * <p>This needs three things of the vocabulary: single bytes take no part in merges (their texts
 * {@code <0xXX>} are not the text they stand for), every code point can be written (runs of unknown
 * code points are joined across the boundary otherwise, or vanish and make neighbours of what was
 * beside them), and nothing else looks beyond its chunk. A byte-level vocabulary's texts are
 * spelled in characters that stand for bytes, so it need only have a symbol for every byte. Where
 * one fails, {@code bigrams} is null and nothing is cut.
 */
final class TextEncoder {
  private final Symbols symbols;
  private final MergeTable merges;
  private final Bigrams bigrams;
  private final ChunkCache cache = new ChunkCache();

  TextEncoder(Symbols symbols, MergeTable merges, Bigrams bigrams) {
    this.symbols = symbols;
    this.merges = merges;
    this.bigrams = bigrams;
  }

  /** Appends the ids of the well-formed text's chars in [start, end). */
  void encode(String text, int start, int end, IdBuffer ids) {
    int chunk = start;
    if (bigrams != null && start < end) {
      int left = text.codePointAt(start);
      for (int i = start + Character.charCount(left); i < end; ) {
        int right = text.codePointAt(i);
        if (!bigrams.contains(left, right)) {
          encodeChunk(text, chunk, i, ids);
          chunk = i;
        }
        i += Character.charCount(right);
        left = right;
      }
    }
    encodeChunk(text, chunk, end, ids);
  }

  /** As {@link #encode} without cuts and memory: what cutting must agree with. */
  void encodeWhole(String text, int start, int end, IdBuffer ids) {
    IdBuffer pieces = new IdBuffer(end - start);
    symbols.split(text, start, end, pieces);
    int left = PairMerging.merge(pieces.array(), pieces.size(), merges, null);
    symbols.ids(pieces.array(), left, ids);
  }

  private void encodeChunk(String text, int start, int end, IdBuffer ids) {
    if (end - start > ChunkCache.LONGEST_CHUNK) {
      encodeWhole(text, start, end, ids);
      return;
    }
    int[] known = cache.ids(text, start, end);
    if (known == null) {
      int before = ids.size();
      encodeWhole(text, start, end, ids);
      cache.put(text, start, end, ids.toArray(before));
    } else {
      ids.add(known, known.length);
    }
  }
}
