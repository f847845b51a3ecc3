package dev.assay.core.kernel;

/**
 * Q4_0, Q4_1, Q5_0, Q5_1 and IQ4_NL: 32 weights, d, maybe m, maybe four bytes of fifth bits, then
 * 16 bytes of which the low halves are the first 16 weights and the high halves the others.
 */
final class SimpleBlocks extends BlockCodes {
  private static final int VALUES = 32;
  private static final int HALF = VALUES / 2;

  SimpleBlocks(int bits, boolean minima, int addend) {
    super(VALUES, bits, minima, addend);
  }

  @Override
  int code(byte[] block, int from, int i) {
    int fifths = from + (minima ? 4 : 2);
    int nibbles = bits == 5 ? fifths + 4 : fifths;
    int low = nibble(block, nibbles + i % HALF, i / HALF);
    return bits == 5 ? low | (block[fifths + i / 8] >> i % 8 & 1) << 4 : low;
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
    return minima ? negated(unsignedShort(block, from + 2)) : 0;
  }

  @Override
  int subScale(byte[] block, int from, int sub) {
    return 1;
  }

  @Override
  int subMinimum(byte[] block, int from, int sub) {
    return 1;
  }

  @Override
  int subBits() {
    return 0;
  }
}
