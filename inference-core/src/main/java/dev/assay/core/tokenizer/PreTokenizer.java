package dev.assay.core.tokenizer;

/** Divides a stretch of text into words, each of which is encoded by itself. */
sealed interface PreTokenizer {
  /**
   * @param beginsText whether nothing comes before the stretch
   */
  void divide(String stretch, boolean beginsText, Words words);

  /** Takes words one after the other. */
  interface Words {
    /** The word is the text's chars in [start, end). */
    void word(String text, int start, int end);
  }

  /** The stretch as it is. */
  record Whole() implements PreTokenizer {
    @Override
    public void divide(String stretch, boolean beginsText, Words words) {
      words.word(stretch, 0, stretch.length());
    }
  }

  /** Spaces are written as another character, and may begin words. */
  record Spaces(Metaspace metaspace) implements PreTokenizer {
    @Override
    public void divide(String stretch, boolean beginsText, Words words) {
      String escaped = metaspace.escape(stretch, beginsText);
      for (int start = 0; start < escaped.length(); ) {
        int end = metaspace.endOfWord(escaped, start);
        words.word(escaped, start, end);
        start = end;
      }
    }
  }

  /** Pieces of a split, spelled in {@link ByteAlphabet}. */
  record Bytes(PieceSplit split) implements PreTokenizer {
    @Override
    public void divide(String stretch, boolean beginsText, Words words) {
      IdBuffer ends = new IdBuffer(stretch.length() / 4);
      split.divide(stretch, ends);
      StringBuilder spelled = new StringBuilder(stretch.length() + 16);
      int[] spelledEnds = new int[ends.size()];
      for (int i = 0, start = 0; i < spelledEnds.length; i++) {
        ByteAlphabet.spell(stretch, start, ends.array()[i], spelled);
        spelledEnds[i] = spelled.length();
        start = ends.array()[i];
      }
      String text = spelled.toString();
      for (int i = 0, start = 0; i < spelledEnds.length; i++) {
        words.word(text, start, spelledEnds[i]);
        start = spelledEnds[i];
      }
    }
  }
}
