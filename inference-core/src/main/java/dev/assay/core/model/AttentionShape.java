package dev.assay.core.model;

/**
 * Sizes of the attention layers of a model.
 *
 * @param heads query heads
 * @param keyValueHeads heads of keys and values; query head h reads key/value head h / (heads /
 *     keyValueHeads)
 * @param headDimension floats per head
 * @param scale multiplies q·k
 * @param softCap c in c·tanh(score/c), taken of the scaled score; 0 without a cap
 */
public record AttentionShape(
    int heads, int keyValueHeads, int headDimension, float scale, float softCap) {

  /** With the scale headDimension^−½ and no cap. */
  public static AttentionShape of(int heads, int keyValueHeads, int headDimension) {
    return new AttentionShape(heads, keyValueHeads, headDimension, inverseRoot(headDimension), 0f);
  }

  /** x^−½, a scale of scores. */
  public static float inverseRoot(double x) {
    return (float) (1.0 / StrictMath.sqrt(x));
  }

  public int queryWidth() {
    return heads * headDimension;
  }

  public int keyValueWidth() {
    return keyValueHeads * headDimension;
  }
}
