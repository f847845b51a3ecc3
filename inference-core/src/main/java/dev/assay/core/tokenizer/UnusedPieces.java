package dev.assay.core.tokenizer;

import java.util.HashMap;
import java.util.Map;

/**
 * Divides pieces marked UNUSED again after merging. As in the original, a piece is divided into the
 * pair by which it was last seen mergeable, wherever in the text that was; so the whole text is
 * merged at once, without cuts.
 */
final class UnusedPieces implements PairMerging.Listener {
  private record Pair(int left, int right) {}

  private final boolean[] unused;
  private final Map<Integer, Pair> halves = new HashMap<>();

  UnusedPieces(boolean[] unused) {
    this.unused = unused;
  }

  @Override
  public void adjacent(int left, int right, int result) {
    if (unused[result]) {
      halves.put(result, new Pair(left, right));
    }
  }

  /** Appends the symbol, or the symbols it divides into. */
  void divide(int symbol, IdBuffer symbols) {
    boolean divides = symbol >= 0 && symbol < unused.length && unused[symbol];
    Pair pair = divides ? halves.get(symbol) : null;
    if (pair == null) {
      symbols.add(symbol);
    } else {
      divide(pair.left, symbols);
      divide(pair.right, symbols);
    }
  }
}
