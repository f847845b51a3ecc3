package dev.assay.core.kernel;

/**
 * What a thread needs beside the operands while it multiplies, kept for its next product. Weights
 * are taken in strips of a few tiles: as many as a core's second cache holds are used for all rows
 * before the next, and the sums go on from what the strip before left in the output, which changes
 * no bit.
 */
final class ProductScratch {
  /** Inputs of a strip of bfloat16: 160 KiB a tile. */
  static final int STRIP = 2560;

  /**
   * Tiles of a strip. The more, the less often a row is read, but from how far? Found by trying.
   */
  static final int TILES = 4;

  /** Pairs of bfloat16 in a tile of a strip. */
  static final int TILE_INTS = STRIP * Matrix.TILE_COLUMNS / 2;

  private static final ThreadLocal<ProductScratch> OF_THREAD =
      ThreadLocal.withInitial(ProductScratch::new);

  private float[] sums = new float[0];
  private int[] widened = new int[0];

  private ProductScratch() {}

  static ProductScratch ofThread() {
    return OF_THREAD.get();
  }

  /** Room for the accumulators of a block; kernels of one width ask for one size. */
  float[] sums(int size) {
    if (sums.length != size) {
      sums = new float[size];
    }
    return sums;
  }

  /** Room for the int8 of a strip as bfloat16. */
  int[] widened() {
    if (widened.length == 0) {
      widened = new int[TILES * TILE_INTS];
    }
    return widened;
  }
}
