package dev.assay.core.family;

/** What multiplies the embedding of every token. */
public enum EmbeddingScale {
  NONE,
  /** √width, as float32 runs of the originals have it. */
  ROOT,
  /**
   * √width rounded to the nearest bfloat16, ties to even: the original keeps it so whatever the
   * run's type. 1 where {@code embeddings_scale_by_sqrt_dim} is false.
   */
  ROUNDED_ROOT;

  /** The factor of a model so many floats wide. */
  public float of(int width) {
    float root = (float) StrictMath.sqrt(width);
    return switch (this) {
      case NONE -> 1f;
      case ROOT -> root;
      case ROUNDED_ROOT -> {
        int bits = Float.floatToIntBits(root);
        yield Float.intBitsToFloat(bits + 0x7FFF + (bits >>> 16 & 1) & 0xFFFF0000);
      }
    };
  }
}
