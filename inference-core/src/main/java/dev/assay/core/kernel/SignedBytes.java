package dev.assay.core.kernel;

/** Q8_0: d, then 32 signed bytes. A code is such a byte and 128. */
final class SignedBytes extends BlockCodes {
  private static final int VALUES = 32;

  /** The code of 0. */
  private static final int ZERO = 128;

  SignedBytes() {
    super(VALUES, Byte.SIZE, false, -ZERO);
  }

  @Override
  int code(byte[] block, int from, int i) {
    return block[from + 2 + i] + ZERO;
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
    return 0;
  }

  @Override
  int subScale(byte[] block, int from, int sub) {
    return 1;
  }

  @Override
  int subMinimum(byte[] block, int from, int sub) {
    return 0;
  }

  @Override
  int subBits() {
    return 0;
  }
}
