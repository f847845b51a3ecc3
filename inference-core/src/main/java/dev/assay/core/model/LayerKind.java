package dev.assay.core.model;

/** What mixes information along the text in a layer. */
public sealed interface LayerKind {
  LayerKind RECURRENT = new Recurrent();

  /** Griffin's recurrent block. */
  record Recurrent() implements LayerKind {}

  /**
   * Attention.
   *
   * @param visibleKeys the most keys that a query sees, its own included ({@link #EVERY_KEY}
   *     without a window). RecurrentGemma sees its window + 1 (DeepMind's code), all others their
   *     window
   * @param rotary how positions turn queries and keys
   */
  record Attention(int visibleKeys, Rotary rotary) implements LayerKind {
    /** Every key before the query: no window. */
    public static final int EVERY_KEY = Integer.MAX_VALUE;

    public boolean hasWindow() {
      return visibleKeys != EVERY_KEY;
    }
  }
}
