package dev.assay.core.kernel;

/**
 * Where the fields of a quantised block lie: codes, levels, two factors in binary16 and small
 * integers per sub-block. What a weight is made of them stands in {@link BlockType}.
 */
abstract sealed class BlockCodes permits SimpleBlocks, SignedBytes, SuperBlocks {
  /** In place of an addend: codes are indices of {@link #LEVELS}. */
  static final int NOT_LINEAR = Integer.MIN_VALUE;

  /** ggml's {@code kvalues_iq4nl}. */
  static final byte[] LEVELS = {
    -127, -104, -83, -65, -49, -35, -22, -10, 1, 13, 25, 38, 53, 69, 89, 113
  };

  private static final int SIGN = 0x8000;

  /** Weights that share a scale and a minimum. */
  final int subValues;

  /** Bits of a code. */
  final int bits;

  /** A minimum is subtracted. */
  final boolean minima;

  /** Of a level over its code, or {@link #NOT_LINEAR}. */
  final int addend;

  BlockCodes(int subValues, int bits, boolean minima, int addend) {
    this.subValues = subValues;
    this.bits = bits;
    this.minima = minima;
    this.addend = addend;
  }

  /** The code of weight {@code i}, an unsigned number of {@link #bits} bits. */
  abstract int code(byte[] block, int from, int i);

  /** All codes of a block, in the order of its weights; 128 and more as negative bytes. */
  abstract void codes(byte[] block, int from, byte[] target);

  /** Bits of the factor of all scales, binary16. */
  abstract int scaleFactor(byte[] block, int from);

  /** Bits of the factor of all minima, binary16; 0 where there are none. */
  abstract int minimumFactor(byte[] block, int from);

  /** The integer that a sub-block's scale has, −128 to 127. */
  abstract int subScale(byte[] block, int from, int sub);

  /** The integer that a sub-block's minimum has, 0 to 63. */
  abstract int subMinimum(byte[] block, int from, int sub);

  /** Bits of a sub-block's integers; 0 where all are 1 and need no place. */
  abstract int subBits();

  /** Whether the integers of sub-blocks are 1, all of them. */
  final boolean single() {
    return subBits() == 0;
  }

  final float scale(byte[] block, int from, int sub) {
    return Half.toFloat((short) scaleFactor(block, from)) * subScale(block, from, sub);
  }

  final float minimum(byte[] block, int from, int sub) {
    return Half.toFloat((short) minimumFactor(block, from)) * subMinimum(block, from, sub);
  }

  /** The integer that a code stands for. */
  final int level(int code) {
    return addend == NOT_LINEAR ? LEVELS[code] : code + addend;
  }

  /** The factor with its sign turned: x + m is x − (−m) to the bit. */
  static int negated(int half) {
    return half ^ SIGN;
  }

  static int unsignedShort(byte[] block, int at) {
    return block[at] & 0xFF | (block[at + 1] & 0xFF) << Byte.SIZE;
  }

  static int nibble(byte[] block, int at, int which) {
    return block[at] >> 4 * which & 0xF;
  }
}
