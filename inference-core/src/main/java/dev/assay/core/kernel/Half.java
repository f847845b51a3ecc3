package dev.assay.core.kernel;

/** IEEE binary16, which Java 17 cannot widen by itself. */
public final class Half {
  private static final int FRACTION_BITS = 10;
  private static final int EXPONENT_MASK = 0x1F;
  private static final float SUBNORMAL_UNIT = 0x1p-24f;

  private Half() {}

  /** The number that sixteen bits stand for; exact. */
  public static float toFloat(short half) {
    int sign = (half & 0x8000) << 16;
    int exponent = half >> FRACTION_BITS & EXPONENT_MASK;
    int fraction = half & (1 << FRACTION_BITS) - 1;
    if (exponent == 0) {
      float magnitude = fraction * SUBNORMAL_UNIT;
      return sign == 0 ? magnitude : -magnitude;
    }
    int wide = exponent == EXPONENT_MASK ? 0xFF : exponent - 15 + 127;
    return Float.intBitsToFloat(sign | wide << 23 | fraction << 13);
  }

  /** Neither an infinity nor NaN. */
  static boolean finite(int half) {
    return (half >> FRACTION_BITS & EXPONENT_MASK) != EXPONENT_MASK;
  }
}
