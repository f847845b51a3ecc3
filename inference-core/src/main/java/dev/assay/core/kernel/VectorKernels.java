package dev.assay.core.kernel;

import jdk.incubator.vector.FloatVector;

/** The vector kernels by width. Loaded only where the vector API's module is there. */
final class VectorKernels {
  private static final int[] WIDTHS = {512, 256, 128};

  private VectorKernels() {}

  /** The widest kernels that this machine's vectors hold. */
  static int preferredBits() {
    int preferred = FloatVector.SPECIES_PREFERRED.vectorBitSize();
    for (int bits : WIDTHS) {
      if (bits <= preferred) {
        return bits;
      }
    }
    return WIDTHS[WIDTHS.length - 1];
  }

  static Kernels ofBits(int bits) {
    Kernels kernels =
        switch (bits) {
          case 512 -> new Vector512Kernels();
          case 256 -> new Vector256Kernels();
          default -> new Vector128Kernels();
        };
    KernelPriming.prime(kernels);
    return kernels;
  }
}
