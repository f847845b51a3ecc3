package dev.assay.core.kernel;

/**
 * Weights in blocks of a quantised {@link BlockType}, with the very bits that their file has, put
 * side by side as {@link BlockLayout} says: {@code data[tile * layout.tileInts + …]}. They are
 * widened where they are read.
 */
public final class BlockMatrix implements Matrix {
  private static final int HALF = TILE_COLUMNS / 2;

  private final BlockType type;
  private final BlockCodes codes;
  private final BlockLayout layout;
  private final int outputs;
  private final int inputs;
  private final int[] data;

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
    this.data = new int[Math.multiplyExact(tiles, layout.tileInts)];
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
        setFactors(start, column, i, rows, from);
        codes.codes(rows, from, block);
        setCodes(start, column, i * type.blockValues(), block);
      }
    }
  }

  private void setFactors(int start, int column, int block, byte[] bytes, int from) {
    int scaleFactor = codes.scaleFactor(bytes, from);
    int to = start + block * layout.factorInts;
    if (codes.minima) {
      data[to + column] = scaleFactor | codes.minimumFactor(bytes, from) << Short.SIZE;
    } else {
      data[to + column % HALF] |= scaleFactor << column / HALF * Short.SIZE;
    }
    int subs = codes.single() ? 0 : type.blockValues() / codes.subValues;
    for (int sub = 0; sub < subs; sub++) {
      int scale = codes.subScale(bytes, from, sub);
      int minimum = codes.minima ? codes.subMinimum(bytes, from, sub) : 0;
      int at = (block * subs + sub) * layout.subBytes;
      if (layout.subBytes == 2) {
        put(start + layout.subStart, Byte.SIZE, at, column, scale);
        put(start + layout.subStart, Byte.SIZE, at + 1, column, minimum);
      } else {
        int integers = codes.minima ? scale | minimum << 4 : scale + BlockLayout.SUB_ADDEND;
        put(start + layout.subStart, Byte.SIZE, at, column, integers);
      }
    }
  }

  /** Whole ints, as every one holds codes of a single column and at most a block. */
  private void setCodes(int start, int column, int input, byte[] block) {
    int down = 0;
    for (int plane = 0; plane < layout.planes.length; plane++) {
      int bits = layout.planes[plane];
      int perInt = Integer.SIZE / bits;
      int at = start + layout.planeStarts[plane] + input / perInt * TILE_COLUMNS + column;
      for (int i = 0; i < block.length; i += perInt, at += TILE_COLUMNS) {
        data[at] = pack(block, i, bits, down);
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

  /** Sets a number of so many bits where zeros are. */
  private void put(int start, int bits, int index, int column, int value) {
    int perInt = Integer.SIZE / bits;
    int held = (value & (1 << bits) - 1) << index % perInt * bits;
    data[start + index / perInt * TILE_COLUMNS + column] |= held;
  }

  private int code(int start, int bits, int input, int column) {
    int held = data[start + input / (Integer.SIZE / bits) * TILE_COLUMNS + column];
    return held >>> BlockLayout.place(bits, input) & (1 << bits) - 1;
  }

  private int number(int start, int bits, int index, int column) {
    int perInt = Integer.SIZE / bits;
    int held = data[start + index / perInt * TILE_COLUMNS + column];
    return held >>> index % perInt * bits & (1 << bits) - 1;
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
    return (long) Integer.BYTES * data.length;
  }

  @Override
  public float weight(int output, int input) {
    int start = output / TILE_COLUMNS * layout.tileInts;
    int column = output % TILE_COLUMNS;
    int code = 0;
    int shift = 0;
    for (int plane = 0; plane < layout.planes.length; plane++) {
      int bits = layout.planes[plane];
      code |= code(start + layout.planeStarts[plane], bits, input, column) << shift;
      shift += bits;
    }
    float scaled = scale(start, column, input) * codes.level(code);
    return codes.minima ? scaled - minimum(start, column, input) : scaled;
  }

  private float scale(int start, int column, int input) {
    int at = start + input / type.blockValues() * layout.factorInts;
    int factor =
        codes.minima ? data[at + column] : data[at + column % HALF] >> column / HALF * Short.SIZE;
    return Half.toFloat((short) factor) * subScale(start + layout.subStart, column, input);
  }

  private int subScale(int start, int column, int input) {
    int sub = input / codes.subValues;
    if (codes.single()) {
      return 1;
    }
    if (!codes.minima) {
      return number(start, Byte.SIZE, sub, column) - BlockLayout.SUB_ADDEND;
    }
    return layout.subBytes == 2
        ? number(start, Byte.SIZE, 2 * sub, column)
        : number(start, Byte.SIZE, sub, column) & 0xF;
  }

  private float minimum(int start, int column, int input) {
    int factor = data[start + input / type.blockValues() * layout.factorInts + column];
    return Half.toFloat((short) (factor >>> Short.SIZE))
        * subMinimum(start + layout.subStart, column, input / codes.subValues);
  }

  private int subMinimum(int start, int column, int sub) {
    if (codes.single()) {
      return 1;
    }
    return layout.subBytes == 2
        ? number(start, Byte.SIZE, 2 * sub + 1, column)
        : number(start, Byte.SIZE, sub, column) >>> 4;
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

  /** Whether levels are codes and an addend. */
  boolean linear() {
    return codes.addend != BlockCodes.NOT_LINEAR;
  }

  /** Where the factors of a tile begin, from the block of an input on. */
  int factorIndex(int tile, int input) {
    return tile * layout.tileInts + input / type.blockValues() * layout.factorInts;
  }

  /** Where the integers of sub-blocks of a tile begin, from the block of an input on. */
  int subIndex(int tile, int input) {
    int bytes = input / codes.subValues * layout.subBytes;
    return tile * layout.tileInts + layout.subStart + bytes / Integer.BYTES * TILE_COLUMNS;
  }

  /** Where a plane of a tile's codes begins, from an input on; 0 where there is none. */
  int planeIndex(int plane, int tile, int input) {
    if (plane >= layout.planes.length) {
      return 0;
    }
    int group = input * layout.planes[plane] / Integer.SIZE;
    return tile * layout.tileInts + layout.planeStarts[plane] + group * TILE_COLUMNS;
  }
}
