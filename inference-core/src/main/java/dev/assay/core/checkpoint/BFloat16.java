package dev.assay.core.checkpoint;

/** The upper half of a float32. */
final class BFloat16 {
  private static final int QUIET_BIT = 0x40;

  private BFloat16() {}

  /** The bits of the nearest bfloat16, the even one of two as near; NaN stays NaN. */
  static short bits(float value) {
    int bits = Float.floatToRawIntBits(value);
    if (Float.isNaN(value)) {
      // A NaN of low bits alone would become an infinity.
      return (short) (bits >>> 16 | QUIET_BIT);
    }
    return (short) (bits + 0x7FFF + (bits >>> 16 & 1) >>> 16);
  }

  static float toFloat(short bits) {
    return Float.intBitsToFloat(bits << 16);
  }
}
