package dev.assay.core.model;

/**
 * Sizes of the attention layers of a model.
 *
 * @param heads query heads
 * @param keyValueHeads heads of keys and values; query head h reads key/value head h / (heads /
 *     keyValueHeads)
 * @param headDimension floats per head
 * @param rotaryDimensions leading dimensions of a head that RoPE turns, in pairs (d, d + half)
 * @param ropeTheta base of the RoPE frequencies
 * @param visibleKeys the most keys that a query sees, its own included ({@link Integer#MAX_VALUE}
 *     without a window). RecurrentGemma sees window + 1 (DeepMind's code), Mistral window
 */
public record AttentionShape(
    int heads,
    int keyValueHeads,
    int headDimension,
    int rotaryDimensions,
    double ropeTheta,
    int visibleKeys) {

  public int queryWidth() {
    return heads * headDimension;
  }

  public int keyValueWidth() {
    return keyValueHeads * headDimension;
  }
}
