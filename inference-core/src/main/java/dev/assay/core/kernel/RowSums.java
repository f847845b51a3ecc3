package dev.assay.core.kernel;

/**
 * The order of every sum along a row: 16 virtual lanes, element d in lane d mod 16, then a tree.
 */
final class RowSums {
  static final int LANES = Kernels.SUM_LANES;
  static final int LANE_MASK = LANES - 1;

  private RowSums() {}

  /** lane i + lane i+8, then i + i+4, i + i+2, i + i+1. Overwrites the lanes. */
  static float tree(float[] lanes) {
    for (int half = LANES / 2; half > 0; half /= 2) {
      for (int i = 0; i < half; i++) {
        lanes[i] += lanes[i + half];
      }
    }
    return lanes[0];
  }

  /** 1/√(meanSquare + epsilon). */
  static float inverseRoot(float sumOfSquares, int columns, float epsilon) {
    return 1f / (float) Math.sqrt(sumOfSquares / columns + epsilon);
  }
}
