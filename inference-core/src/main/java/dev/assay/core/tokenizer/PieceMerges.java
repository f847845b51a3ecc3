package dev.assay.core.tokenizer;

import java.util.Arrays;

/**
 * SentencePiece's merge rule as a table of pairs: two neighbours merge if their concatenation is a
 * mergeable piece, the highest score first. A symbol is a mergeable piece or one code point, so the
 * pairs are all the ways to divide each piece into two such texts.
 */
record PieceMerges(MergeTable table, Bigrams bigrams) {
  static PieceMerges of(SentencePieceModel model, PieceSymbols symbols) {
    int[] ranks = ranks(model);
    MergeTable table = new MergeTable(4 * ranks.length);
    Bigrams bigrams = new Bigrams();
    for (int id = 0; id < ranks.length; id++) {
      String text = symbols.mergeable().text(id);
      if (text == null) {
        continue;
      }
      bigrams.addAll(text);
      for (int i = text.offsetByCodePoints(0, 1); i < text.length(); ) {
        int left = symbols.symbol(text.substring(0, i));
        int right = symbols.symbol(text.substring(i));
        if (left != Vocabulary.ABSENT && right != Vocabulary.ABSENT) {
          table.put(left, right, ranks[id], id);
        }
        i = text.offsetByCodePoints(i, 1);
      }
    }
    return new PieceMerges(table, bigrams);
  }

  /** Equal scores have equal ranks: between them position decides. */
  private static int[] ranks(SentencePieceModel model) {
    int count = model.pieces().size();
    float[] scores = new float[count];
    for (int id = 0; id < count; id++) {
      scores[id] = -model.pieces().get(id).score() + 0f;
    }
    float[] sorted = scores.clone();
    Arrays.sort(sorted);
    int[] ranks = new int[count];
    int distinct = 0;
    for (int i = 0; i < count; i++) {
      if (i == 0 || sorted[i] != sorted[distinct - 1]) {
        sorted[distinct++] = sorted[i];
      }
    }
    for (int id = 0; id < count; id++) {
      ranks[id] = Arrays.binarySearch(sorted, 0, distinct, scores[id]);
    }
    return ranks;
  }
}
