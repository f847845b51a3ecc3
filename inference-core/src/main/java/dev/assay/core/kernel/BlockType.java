package dev.assay.core.kernel;

/**
 * The number formats of a GGUF file's tensors. A row of a tensor is a sequence of blocks of {@link
 * #blockValues} weights in {@link #blockBytes} bytes each; none crosses into the next row.
 *
 * <p>This is the definition of every format (ggml's {@code dequantize_row_*}, gguf-py's {@code
 * quants.py}), and what the kernels are compared with bit for bit. All but the three plain ones are
 * quantised: a weight is {@code scale · level − minimum} in float32, each operation rounded once,
 * where {@code scale = d · subScale} and {@code minimum = m · subMinimum} belong to its sub-block.
 */
public enum BlockType {
  F32(0, 1, 4, null),
  F16(1, 1, 2, null),
  BF16(30, 1, 2, null),
  Q4_0(2, 32, 18, new SimpleBlocks(4, false, -8)),
  Q4_1(3, 32, 20, new SimpleBlocks(4, true, 0)),
  Q5_0(6, 32, 22, new SimpleBlocks(5, false, -16)),
  Q5_1(7, 32, 24, new SimpleBlocks(5, true, 0)),
  Q8_0(8, 32, 34, new SignedBytes()),
  IQ4_NL(20, 32, 18, new SimpleBlocks(4, false, BlockCodes.NOT_LINEAR)),
  Q2_K(10, 256, 84, new SuperBlocks.TwoBits()),
  Q3_K(11, 256, 110, new SuperBlocks.ThreeBits()),
  Q4_K(12, 256, 144, new SuperBlocks.FourOrFiveBits(4)),
  Q5_K(13, 256, 176, new SuperBlocks.FourOrFiveBits(5)),
  Q6_K(14, 256, 210, new SuperBlocks.SixBits()),
  IQ4_XS(23, 256, 136, new SuperBlocks.NotLinear());

  private static final int BFLOAT16_SHIFT = 16;

  private final int number;
  private final int values;
  private final int bytes;
  private final BlockCodes codes;

  BlockType(int number, int values, int bytes, BlockCodes codes) {
    this.number = number;
    this.values = values;
    this.bytes = bytes;
    this.codes = codes;
  }

  /** What stands in a file for this type ({@code enum ggml_type}). */
  public int number() {
    return number;
  }

  /** Weights of a block. */
  public int blockValues() {
    return values;
  }

  /** Bytes of a block. */
  public int blockBytes() {
    return bytes;
  }

  /** Whether a {@link BlockMatrix} holds it; F32, F16 and BF16 are single numbers. */
  public boolean quantized() {
    return codes != null;
  }

  /** Bytes of so many weights, a whole number of blocks. */
  public long bytes(long weights) {
    return Math.multiplyExact(weights / values, (long) bytes);
  }

  /**
   * Widens one block.
   *
   * @param block little-endian bytes, this block's at {@code from}
   * @param target receives {@link #blockValues} weights, the first at {@code to}
   */
  public void decode(byte[] block, int from, float[] target, int to) {
    if (codes == null) {
      target[to] = number(block, from);
      return;
    }
    for (int i = 0; i < values; i++) {
      int sub = i / codes.subValues;
      float scaled = codes.scale(block, from, sub) * codes.level(codes.code(block, from, i));
      target[to + i] = codes.minima ? scaled - codes.minimum(block, from, sub) : scaled;
    }
  }

  private float number(byte[] block, int from) {
    int low = BlockCodes.unsignedShort(block, from);
    return switch (this) {
      case F16 -> Half.toFloat((short) low);
      case BF16 -> Float.intBitsToFloat(low << BFLOAT16_SHIFT);
      default ->
          Float.intBitsToFloat(low | BlockCodes.unsignedShort(block, from + 2) << Short.SIZE);
    };
  }

  /** How the quantised block is cut; null for single numbers. */
  BlockCodes codes() {
    return codes;
  }
}
