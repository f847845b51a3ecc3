package dev.assay.core.kernel;

/**
 * Where a {@link BlockMatrix} keeps the fields of the blocks of a tile, as indices of ints. A tile
 * is a sequence of strips of {@link #stripInputs} inputs, the last maybe of fewer, and a strip has
 * first its factors, then its integers of sub-blocks, then its codes: so a kernel that makes scales
 * out of the former and then runs over the latter reads memory in one direction, as processors
 * expect it. Nothing is lost and little is added: Q4_K takes 2.8 % more than in its file, Q5_K 2.3
 * %, Q3_K 3.6 %, IQ4_XS 1.5 %, the others nothing.
 *
 * <ul>
 *   <li>Factors, binary16: of types with minima one int per block and column, the scales' in its
 *       low half, the minima's in its high half; of the others 16 ints per block, with those of
 *       columns n and 16 + n.
 *   <li>Integers of sub-blocks, bytes: four to an int, the lowest first; [group][32 columns]. Types
 *       with minima of more than four bits have two bytes to a sub-block, the scale's and the
 *       minimum's; those with fewer bits have both in one byte. Of types without minima it is the
 *       scale's and {@link #SUB_ADDEND}.
 *   <li>Codes of a byte: [input][32 columns], signed, four columns to an int, the lowest first.
 *   <li>Other codes, in planes of 4, 2 and 1 bits, those of 32 inputs after one another: [32
 *       inputs][plane][group][32 columns]. An int holds the codes of as many consecutive inputs, a
 *       group, as fit. Every four bits belong to one of eight inputs, the first lowest, and in
 *       planes of 2 and 1 bits also to the inputs 8, 16 and 24 after it: so the planes of a code
 *       need the same shifts.
 * </ul>
 */
final class BlockLayout {
  private static final int COLUMNS = Matrix.TILE_COLUMNS;

  /** What is added to a signed integer of a sub-block, so that its byte is unsigned. */
  static final int SUB_ADDEND = 128;

  /** Inputs of a strip of small blocks; found by trying. */
  private static final int STRIP = 128;

  /** Inputs of which one plane lies after the other: a whole int of one bit. */
  private static final int PLANE_INPUTS = 32;

  /** Inputs whose codes of less than a byte are apart in an int of any plane. */
  private static final int STEP = 8;

  /** Widths of the planes of a code of so many bits, the lowest bits first. */
  private static final int[][] PLANES = {{}, {1}, {2}, {2, 1}, {4}, {4, 1}, {4, 2}, {}, {8}};

  /** Inputs of a strip, whole blocks; the last of a tile may have fewer. */
  final int stripInputs;

  /** Ints of the factors of a block. */
  final int factorInts;

  /** Bytes of a sub-block's integers. */
  final int subBytes;

  /** Bits of every plane. */
  final int[] planes;

  /** Ints of a tile. */
  final int tileInts;

  private final int inputs;
  private final int blockValues;
  private final int blockInts;
  private final int subStart;
  private final int codeStart;
  private final int codeBits;

  BlockLayout(BlockType type, int inputs) {
    BlockCodes codes = type.codes();
    this.inputs = inputs;
    blockValues = type.blockValues();
    stripInputs = Math.max(blockValues, STRIP);
    factorInts = codes.minima ? COLUMNS : COLUMNS / 2;
    subBytes = codes.minima && codes.subBits() > 4 ? 2 : 1;
    planes = PLANES[codes.bits];
    codeBits = codes.bits;
    int subs = codes.single() ? 0 : blockValues / codes.subValues;
    subStart = factorInts;
    codeStart = subStart + subs * subBytes * COLUMNS / Integer.BYTES;
    blockInts = codeStart + blockValues * codeBits * COLUMNS / Integer.SIZE;
    tileInts = Math.multiplyExact(inputs / blockValues, blockInts);
  }

  /** Where the factors of the strip of an input begin. */
  int factors(int input) {
    return field(0, input);
  }

  /** Where the integers of sub-blocks of the strip of an input begin. */
  int subs(int input) {
    return field(subStart, input);
  }

  /** Where the codes of the strip of an input begin. */
  int codes(int input) {
    return field(codeStart, input);
  }

  /** Where a plane has the code of an input, in the first column. */
  int plane(int plane, int input) {
    int inputs = input % stripInputs;
    int before = inputs / PLANE_INPUTS * PLANE_INPUTS * codeBits;
    int group = inputs % PLANE_INPUTS * planes[plane] / Integer.SIZE;
    return codes(input) + before + (plane == 0 ? 0 : planes[0]) * COLUMNS + group * COLUMNS;
  }

  /**
   * @param before ints of a block that belong to fields before this one
   */
  private int field(int before, int input) {
    int first = input / stripInputs * stripInputs;
    int blocks = Math.min(stripInputs, inputs - first) / blockValues;
    return first / blockValues * blockInts + blocks * before;
  }

  /** Where in its int a plane's part of an input's code of less than a byte begins. */
  static int place(int bits, int input) {
    return input % STEP * 4 + input % (Integer.SIZE / bits) / STEP * bits;
  }
}
