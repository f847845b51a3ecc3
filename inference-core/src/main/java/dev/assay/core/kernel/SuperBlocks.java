package dev.assay.core.kernel;

/**
 * The K types and IQ4_XS: 256 weights in sub-blocks of 16 or 32 that have small integers as scales,
 * and minima where the type has them.
 */
abstract sealed class SuperBlocks extends BlockCodes {
  private static final int VALUES = 256;
  private static final int WIDE = 32;
  private static final int NARROW = 16;

  private SuperBlocks(int subValues, int bits, boolean minima, int addend) {
    super(subValues, bits, minima, addend);
  }

  @Override
  int subBits() {
    return 6;
  }

  @Override
  int minimumFactor(byte[] block, int from) {
    return 0;
  }

  @Override
  int subMinimum(byte[] block, int from, int sub) {
    return 0;
  }

  /** Two bits of weight i: 32 bytes hold 128 weights, a quarter of them at each height. */
  private static int pair(byte[] block, int at, int i) {
    return block[at + i / 128 * 32 + i % 32] >> 2 * (i % 128 / 32) & 3;
  }

  /** Q2_K: sixteen bytes of scale and minimum, 64 of codes, d, dmin. */
  static final class TwoBits extends SuperBlocks {
    private static final int CODES = 16;
    private static final int FACTORS = 80;

    TwoBits() {
      super(NARROW, 2, true, 0);
    }

    @Override
    int subBits() {
      return 4;
    }

    @Override
    int code(byte[] block, int from, int i) {
      return pair(block, from + CODES, i);
    }

    @Override
    void codes(byte[] block, int from, byte[] target) {
      for (int i = 0; i < target.length; i++) {
        target[i] = (byte) code(block, from, i);
      }
    }

    @Override
    int scaleFactor(byte[] block, int from) {
      return unsignedShort(block, from + FACTORS);
    }

    @Override
    int minimumFactor(byte[] block, int from) {
      return unsignedShort(block, from + FACTORS + 2);
    }

    @Override
    int subScale(byte[] block, int from, int sub) {
      return nibble(block, from + sub, 0);
    }

    @Override
    int subMinimum(byte[] block, int from, int sub) {
      return nibble(block, from + sub, 1);
    }
  }

  /** Q3_K: 32 bytes of third bits, 64 of codes, twelve of scales, d. */
  static final class ThreeBits extends SuperBlocks {
    private static final int CODES = 32;
    private static final int SCALES = 96;
    private static final int FACTOR = 108;

    ThreeBits() {
      super(NARROW, 3, false, -4);
    }

    @Override
    int code(byte[] block, int from, int i) {
      return pair(block, from + CODES, i) | (block[from + i % 32] >> i / 32 & 1) << 2;
    }

    @Override
    void codes(byte[] block, int from, byte[] target) {
      for (int i = 0; i < target.length; i++) {
        target[i] = (byte) code(block, from, i);
      }
    }

    @Override
    int scaleFactor(byte[] block, int from) {
      return unsignedShort(block, from + FACTOR);
    }

    @Override
    int subScale(byte[] block, int from, int sub) {
      int low = nibble(block, from + SCALES + sub % 8, sub / 8);
      int high = block[from + SCALES + 8 + sub % 4] >> 2 * (sub / 4) & 3;
      return (low | high << 4) - 32;
    }
  }

  /**
   * Q4_K and Q5_K: d, dmin, twelve bytes of scales and minima of six bits, in Q5_K 32 bytes of
   * fifth bits, 128 bytes of codes.
   */
  static final class FourOrFiveBits extends SuperBlocks {
    private static final int SCALES = 4;
    private static final int FIFTHS = 16;

    FourOrFiveBits(int bits) {
      super(WIDE, bits, true, 0);
    }

    @Override
    int code(byte[] block, int from, int i) {
      int nibbles = from + (bits == 5 ? FIFTHS + 32 : FIFTHS);
      int low = nibble(block, nibbles + i / 64 * 32 + i % 32, i / 32 % 2);
      return bits == 5 ? low | (block[from + FIFTHS + i % 32] >> i / 32 & 1) << 4 : low;
    }

    @Override
    void codes(byte[] block, int from, byte[] target) {
      for (int i = 0; i < target.length; i++) {
        target[i] = (byte) code(block, from, i);
      }
    }

    @Override
    int scaleFactor(byte[] block, int from) {
      return unsignedShort(block, from);
    }

    @Override
    int minimumFactor(byte[] block, int from) {
      return unsignedShort(block, from + 2);
    }

    @Override
    int subScale(byte[] block, int from, int sub) {
      int at = from + SCALES + sub;
      return sub < 4 ? block[at] & 63 : nibble(block, at + 4, 0) | (block[at - 4] >> 6 & 3) << 4;
    }

    @Override
    int subMinimum(byte[] block, int from, int sub) {
      int at = from + SCALES + sub;
      return sub < 4 ? block[at + 4] & 63 : nibble(block, at + 4, 1) | (block[at] >> 6 & 3) << 4;
    }
  }

  /** Q6_K: 128 bytes of low bits, 64 of high ones, sixteen signed scales, d. */
  static final class SixBits extends SuperBlocks {
    private static final int HIGH = 128;
    private static final int SCALES = 192;
    private static final int FACTOR = 208;

    SixBits() {
      super(NARROW, 6, false, -32);
    }

    @Override
    int subBits() {
      return 8;
    }

    @Override
    int code(byte[] block, int from, int i) {
      int low = nibble(block, from + i / 128 * 64 + i % 64, i % 128 / 64);
      return low | pair(block, from + HIGH, i) << 4;
    }

    @Override
    void codes(byte[] block, int from, byte[] target) {
      for (int i = 0; i < target.length; i++) {
        target[i] = (byte) code(block, from, i);
      }
    }

    @Override
    int scaleFactor(byte[] block, int from) {
      return unsignedShort(block, from + FACTOR);
    }

    @Override
    int subScale(byte[] block, int from, int sub) {
      return block[from + SCALES + sub];
    }
  }

  /** IQ4_XS: d, two bytes of high bits of scales, four of low ones, 128 bytes of codes. */
  static final class NotLinear extends SuperBlocks {
    private static final int HIGH = 2;
    private static final int LOW = 4;
    private static final int CODES = 8;

    NotLinear() {
      super(WIDE, 4, false, NOT_LINEAR);
    }

    @Override
    int code(byte[] block, int from, int i) {
      return nibble(block, from + CODES + i / 32 * 16 + i % 16, i % 32 / 16);
    }

    @Override
    void codes(byte[] block, int from, byte[] target) {
      for (int i = 0; i < target.length; i++) {
        target[i] = (byte) code(block, from, i);
      }
    }

    @Override
    int scaleFactor(byte[] block, int from) {
      return unsignedShort(block, from);
    }

    @Override
    int subScale(byte[] block, int from, int sub) {
      int low = nibble(block, from + LOW + sub / 2, sub % 2);
      int high = unsignedShort(block, from + HIGH) >> 2 * sub & 3;
      return (low | high << 4) - 32;
    }
  }
}
