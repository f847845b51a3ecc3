package dev.assay.core.tokenizer;

/**
 * Symbols of SentencePiece's BPE: texts, numbered by the piece they are, or for a code point that
 * is no mergeable piece by the number of pieces plus the code point. Merging asks only whether the
 * concatenation is a piece, so such code points merge like any other.
 *
 * @param mergeable the pieces that merges may make; holes are all others
 * @param reserved the other pieces, which only name the ids of code points left alone
 * @param bytes null where there is no byte fallback
 */
record PieceSymbols(Vocabulary mergeable, Vocabulary reserved, ByteTokens bytes, int unknown)
    implements Symbols {
  int symbol(int codePoint) {
    int id = mergeable.id(codePoint);
    return id == Vocabulary.ABSENT ? mergeable.size() + codePoint : id;
  }

  /** The symbol of a text that is a piece or a code point, else {@link Vocabulary#ABSENT}. */
  int symbol(String text) {
    int codePoint = text.codePointAt(0);
    return text.length() == Character.charCount(codePoint) ? symbol(codePoint) : mergeable.id(text);
  }

  @Override
  public void split(String text, int start, int end, IdBuffer symbols) {
    for (int i = start; i < end; ) {
      int codePoint = text.codePointAt(i);
      symbols.add(symbol(codePoint));
      i += Character.charCount(codePoint);
    }
  }

  @Override
  public void ids(int[] symbols, int count, IdBuffer ids) {
    boolean afterUnknown = false;
    for (int i = 0; i < count; i++) {
      int symbol = symbols[i];
      if (symbol < mergeable.size()) {
        ids.add(symbol);
        afterUnknown = false;
        continue;
      }
      int codePoint = symbol - mergeable.size();
      int id = reserved.id(codePoint);
      if (id != Vocabulary.ABSENT && id != unknown) {
        ids.add(id);
        afterUnknown = false;
      } else if (bytes != null) {
        bytes.write(codePoint, ids);
      } else {
        if (!afterUnknown) {
          ids.add(unknown);
        }
        afterUnknown = true;
      }
    }
  }
}
