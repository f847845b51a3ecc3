package dev.assay.core.kernel;

/**
 * Where a {@link BlockMatrix} keeps the fields of the blocks of a tile, as indices of ints. Each
 * kind of field is one stretch, in the order of inputs, so that kernels run over it without gaps.
 * Nothing is lost and little is added: Q4_K takes 2.8 % more than in its file, Q5_K 2.3 %, Q3_K 3.6
 * %, IQ4_XS 1.5 %, the others nothing.
 *
 * <ul>
 *   <li>Factors, binary16: of types with minima one int per block and column, the scales' in its
 *       low half, the minima's in its high half; of the others 16 ints per block, with those of
 *       columns n and 16 + n.
 *   <li>Integers of sub-blocks, bytes: four to an int, the lowest first; [group][32 columns]. Types
 *       with minima of more than four bits have two bytes to a sub-block, the scale's and the
 *       minimum's; those with fewer bits have both in one byte. Of types without minima it is the
 *       scale's and {@link #SUB_ADDEND}.
 *   <li>Codes, in planes of 8, 4, 2 and 1 bits; an int holds those of as many consecutive inputs as
 *       fit; [group][32 columns]. Bytes are in order, the first lowest. Of the others every four
 *       bits belong to one of eight inputs, the first lowest, and in planes of 2 and 1 bits also to
 *       the inputs 8, 16 and 24 after it: so the planes of a code need the same shifts.
 * </ul>
 */
final class BlockLayout {
  private static final int COLUMNS = Matrix.TILE_COLUMNS;

  /** What is added to a signed integer of a sub-block, so that its byte is unsigned. */
  static final int SUB_ADDEND = 128;

  /** Inputs whose codes of less than a byte are apart in an int of any plane. */
  private static final int STEP = 8;

  /** Widths of the planes of a code of so many bits, the lowest bits first. */
  private static final int[][] PLANES = {{}, {1}, {2}, {2, 1}, {4}, {4, 1}, {4, 2}, {4, 2, 1}, {8}};

  /** Ints of the factors of a block. */
  final int factorInts;

  /** Where the integers of sub-blocks begin. */
  final int subStart;

  /** Bytes of a sub-block's integers. */
  final int subBytes;

  /** Bits of every plane. */
  final int[] planes;

  /** Where each plane begins. */
  final int[] planeStarts;

  /** Ints of a tile. */
  final int tileInts;

  BlockLayout(BlockType type, int inputs) {
    BlockCodes codes = type.codes();
    factorInts = codes.minima ? COLUMNS : COLUMNS / 2;
    subStart = inputs / type.blockValues() * factorInts;
    subBytes = codes.minima && codes.subBits() > 4 ? 2 : 1;
    planes = PLANES[codes.bits];
    planeStarts = new int[planes.length];
    int subs = codes.single() ? 0 : inputs / codes.subValues;
    long at = subStart + (long) subs * subBytes * COLUMNS / Integer.BYTES;
    for (int plane = 0; plane < planes.length; plane++) {
      planeStarts[plane] = Math.toIntExact(at);
      at += (long) inputs * planes[plane] * COLUMNS / Integer.SIZE;
    }
    tileInts = Math.toIntExact(at);
  }

  /** Where in its int a plane's part of an input's code begins. */
  static int place(int bits, int input) {
    return bits == Byte.SIZE
        ? input % 4 * bits
        : input % STEP * 4 + input % (Integer.SIZE / bits) / STEP * bits;
  }
}
