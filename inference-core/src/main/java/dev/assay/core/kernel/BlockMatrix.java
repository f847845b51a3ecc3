package dev.assay.core.kernel;

/**
 * Weights in blocks of a quantised {@link BlockType}, with the very bits that their file has, put
 * side by side as {@link BlockLayout} says: {@code data[tile * layout.tileInts + …]}. They are
 * widened where they are read.
 */
public final class BlockMatrix implements Matrix {
  private static final int HALF = TILE_COLUMNS / 2;

  /** Ints after the last tile that a kernel may read. */
  private static final int PADDING = 1;

  private final BlockType type;
  private final BlockCodes codes;
  private final BlockLayout layout;
  private final int outputs;
  private final int inputs;
  private final int[] data;

  /** Set by any thread that sets a tile, and read after they are done. */
  private volatile boolean finite = true;

  /**
   * @param type a quantised one
   * @param inputs a whole number of blocks
   */
  public BlockMatrix(BlockType type, int outputs, int inputs) {
    if (!type.quantized() || inputs % type.blockValues() != 0) {
      throw new IllegalArgumentException(inputs + " inputs in blocks of " + type);
    }
    this.type = type;
    this.codes = type.codes();
    this.layout = new BlockLayout(type, inputs);
    this.outputs = outputs;
    this.inputs = inputs;
    int tiles = Matrix.paddedColumns(outputs) / TILE_COLUMNS;
    this.data = new int[Math.addExact(Math.multiplyExact(tiles, layout.tileInts), PADDING)];
  }

  /** Bytes of heap that a matrix takes. */
  public static long bytes(BlockType type, int outputs, int inputs) {
    long tiles = Matrix.paddedColumns(outputs) / TILE_COLUMNS;
    return tiles * new BlockLayout(type, inputs).tileInts * Integer.BYTES;
  }

  public BlockType type() {
    return type;
  }

  /**
   * Sets the 32 outputs of a tile, once.
   *
   * @param rows their blocks, one row's after another's; zeros after the last output
   */
  public void setTile(int tile, byte[] rows) {
    int start = tile * layout.tileInts;
    int blocks = inputs / type.blockValues();
    byte[] block = new byte[type.blockValues()];
    for (int column = 0; column < TILE_COLUMNS; column++) {
      for (int i = 0; i < blocks; i++) {
        int from = (column * blocks + i) * type.blockBytes();
        int input = i * type.blockValues();
        setFactors(start, column, input, rows, from);
        setSubs(start, column, input, rows, from);
        codes.codes(rows, from, block);
        if (codes.bits == Byte.SIZE) {
          setBytes(start, column, input, block);
        } else {
          setPlanes(start, column, input, block);
        }
      }
    }
  }

  private void setFactors(int start, int column, int input, byte[] bytes, int from) {
    int scale = codes.scaleFactor(bytes, from);
    int minimum = codes.minimumFactor(bytes, from);
    if (!Half.finite(scale) || !Half.finite(minimum)) {
      finite = false;
    }
    int to = start + factorIndex(input);
    if (codes.minima) {
      data[to + column] = scale | minimum << Short.SIZE;
    } else {
      data[to + column % HALF] |= scale << column / HALF * Short.SIZE;
    }
  }

  private void setSubs(int start, int column, int input, byte[] bytes, int from) {
    int subs = codes.single() ? 0 : type.blockValues() / codes.subValues;
    int to = start + layout.subs(input);
    for (int sub = 0; sub < subs; sub++) {
      int scale = codes.subScale(bytes, from, sub);
      int minimum = codes.minima ? codes.subMinimum(bytes, from, sub) : 0;
      int at = (input % layout.stripInputs / codes.subValues + sub) * layout.subBytes;
      if (layout.subBytes == 2) {
        put(to, at, column, scale);
        put(to, at + 1, column, minimum);
      } else {
        put(to, at, column, codes.minima ? scale | minimum << 4 : scale + BlockLayout.SUB_ADDEND);
      }
    }
  }

  private void setBytes(int start, int column, int input, byte[] block) {
    int to = start + byteIndex(input, column);
    int shift = column % Integer.BYTES * Byte.SIZE;
    for (int i = 0; i < block.length; i++, to += TILE_COLUMNS / Integer.BYTES) {
      data[to] |= (block[i] + codes.addend & 0xFF) << shift;
    }
  }

  /** Whole ints, as every one holds codes of a single column and at most a block. */
  private void setPlanes(int start, int column, int input, byte[] block) {
    int down = 0;
    for (int plane = 0; plane < layout.planes.length; plane++) {
      int bits = layout.planes[plane];
      int perInt = Integer.SIZE / bits;
      for (int i = 0; i < block.length; i += perInt) {
        data[start + layout.plane(plane, input + i) + column] = pack(block, i, bits, down);
      }
      down += bits;
    }
  }

  private static int pack(byte[] block, int from, int bits, int down) {
    int mask = (1 << bits) - 1;
    int held = 0;
    for (int i = 0; i < Integer.SIZE / bits; i++) {
      held |= (block[from + i] >> down & mask) << BlockLayout.place(bits, i);
    }
    return held;
  }

  /** Sets a byte where zeros are. */
  private void put(int start, int index, int column, int value) {
    int held = (value & 0xFF) << index % Integer.BYTES * Byte.SIZE;
    data[start + index / Integer.BYTES * TILE_COLUMNS + column] |= held;
  }

  private int unsignedByte(int start, int index, int column) {
    int held = data[start + index / Integer.BYTES * TILE_COLUMNS + column];
    return held >>> index % Integer.BYTES * Byte.SIZE & 0xFF;
  }

  private int factorIndex(int input) {
    int block = input % layout.stripInputs / type.blockValues();
    return layout.factors(input) + block * layout.factorInts;
  }

  private int byteIndex(int input, int column) {
    int at = input % layout.stripInputs * TILE_COLUMNS + column;
    return layout.codes(input) + at / Integer.BYTES;
  }

  @Override
  public int outputs() {
    return outputs;
  }

  @Override
  public int inputs() {
    return inputs;
  }

  @Override
  public long bytes() {
    return (long) Integer.BYTES * (data.length - PADDING);
  }

  @Override
  public float weight(int output, int input) {
    int start = output / TILE_COLUMNS * layout.tileInts;
    int column = output % TILE_COLUMNS;
    float scaled = scale(start, column, input) * level(start, column, input);
    return codes.minima ? scaled - minimum(start, column, input) : scaled;
  }

  private int level(int start, int column, int input) {
    if (codes.bits == Byte.SIZE) {
      int held = data[start + byteIndex(input, column)];
      return (byte) (held >> column % Integer.BYTES * Byte.SIZE);
    }
    int code = 0;
    int shift = 0;
    for (int plane = 0; plane < layout.planes.length; plane++) {
      int bits = layout.planes[plane];
      int held = data[start + layout.plane(plane, input) + column];
      code |= (held >>> BlockLayout.place(bits, input) & (1 << bits) - 1) << shift;
      shift += bits;
    }
    return codes.level(code);
  }

  private float scale(int start, int column, int input) {
    int at = start + factorIndex(input);
    int factor =
        codes.minima ? data[at + column] : data[at + column % HALF] >> column / HALF * Short.SIZE;
    return Half.toFloat((short) factor) * subScale(start + layout.subs(input), column, input);
  }

  private int subScale(int start, int column, int input) {
    int sub = input % layout.stripInputs / codes.subValues;
    if (codes.single()) {
      return 1;
    }
    if (!codes.minima) {
      return unsignedByte(start, sub, column) - BlockLayout.SUB_ADDEND;
    }
    return layout.subBytes == 2
        ? unsignedByte(start, 2 * sub, column)
        : unsignedByte(start, sub, column) & 0xF;
  }

  private float minimum(int start, int column, int input) {
    int factor = data[start + factorIndex(input) + column];
    return Half.toFloat((short) (factor >>> Short.SIZE))
        * subMinimum(start + layout.subs(input), column, input);
  }

  private int subMinimum(int start, int column, int input) {
    int sub = input % layout.stripInputs / codes.subValues;
    if (codes.single()) {
      return 1;
    }
    return layout.subBytes == 2
        ? unsignedByte(start, 2 * sub + 1, column)
        : unsignedByte(start, sub, column) >>> 4;
  }

  /**
   * Widens consecutive inputs of a tile.
   *
   * @param target receives [count][32], the first at {@code to}
   */
  void widen(int tile, int fromInput, int count, float[] target, int to) {
    for (int k = 0; k < count; k++) {
      for (int column = 0; column < TILE_COLUMNS; column++) {
        target[to + k * TILE_COLUMNS + column] =
            weight(tile * TILE_COLUMNS + column, fromInput + k);
      }
    }
  }

  int[] data() {
    return data;
  }

  BlockLayout layout() {
    return layout;
  }

  BlockCodes codes() {
    return codes;
  }

  /**
   * Whether kernels compute weights out of codes: levels are codes and an addend, and no factor is
   * infinite or NaN.
   */
  boolean computed() {
    return finite && codes.addend != BlockCodes.NOT_LINEAR;
  }
}
