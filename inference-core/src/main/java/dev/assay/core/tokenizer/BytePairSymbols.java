package dev.assay.core.tokenizer;

/**
 * Symbols of tokenizer.json's BPE: ids from the start. A code point without an entry becomes the
 * tokens of its bytes, else the unknown token, else nothing.
 *
 * @param bytes null where there is no byte fallback
 * @param unknown id of the unknown token, or {@link Vocabulary#ABSENT}
 * @param fusesUnknown whether neighbouring unknown code points become one unknown token
 */
record BytePairSymbols(Vocabulary vocabulary, ByteTokens bytes, int unknown, boolean fusesUnknown)
    implements Symbols {
  @Override
  public void split(String text, int start, int end, IdBuffer symbols) {
    // The original holds an unknown token back until the next entry or the end, and byte tokens
    // overtake it; that shows only where some of the 256 byte tokens are missing.
    boolean pending = false;
    for (int i = start; i < end; ) {
      int codePoint = text.codePointAt(i);
      i += Character.charCount(codePoint);
      int id = vocabulary.id(codePoint);
      if (id != Vocabulary.ABSENT) {
        if (pending) {
          symbols.add(unknown);
          pending = false;
        }
        symbols.add(id);
      } else if (bytes == null || !bytes.write(codePoint, symbols)) {
        if (pending && !fusesUnknown) {
          symbols.add(unknown);
        }
        pending = unknown != Vocabulary.ABSENT;
      }
    }
    if (pending) {
      symbols.add(unknown);
    }
  }

  @Override
  public void ids(int[] symbols, int count, IdBuffer ids) {
    ids.add(symbols, count);
  }
}
