package dev.assay.core.kernel;

/**
 * Weights in blocks of a quantised {@link BlockType}, with the very bits that their file has, put
 * side by side as {@link BlockLayout} says: {@code data[(tile * blocks + block) * layout.ints +
 * …]}. A row is widened where it is read.
 */
public final class BlockMatrix implements Matrix {
  private static final int HALF = TILE_COLUMNS / 2;

  private final BlockType type;
  private final BlockCodes codes;
  private final BlockLayout layout;
  private final int outputs;
  private final int inputs;
  private final int blocks;
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
    this.layout = new BlockLayout(type);
    this.outputs = outputs;
    this.inputs = inputs;
    this.blocks = inputs / type.blockValues();
    int tiles = Matrix.paddedColumns(outputs) / TILE_COLUMNS;
    this.data = new int[Math.multiplyExact(Math.multiplyExact(tiles, blocks), layout.ints)];
  }

  /** Bytes of heap of a matrix of so many weights. */
  public static long bytes(BlockType type, int outputs, int inputs) {
    long tiles = Matrix.paddedColumns(outputs) / TILE_COLUMNS;
    long blocks = inputs / type.blockValues();
    return tiles * blocks * new BlockLayout(type).ints * Integer.BYTES;
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
    int rowBytes = blocks * type.blockBytes();
    for (int block = 0; block < blocks; block++) {
      for (int column = 0; column < TILE_COLUMNS; column++) {
        int from = column * rowBytes + block * type.blockBytes();
        setBlock((tile * blocks + block) * layout.ints, column, rows, from);
      }
    }
  }

  private void setBlock(int to, int column, byte[] bytes, int from) {
    int scaleFactor = codes.scaleFactor(bytes, from);
    if (codes.minima) {
      int minimumFactor = codes.minimumFactor(bytes, from);
      data[to + column] = scaleFactor & 0xFFFF | minimumFactor << Short.SIZE;
    } else {
      data[to + column % HALF] |= (scaleFactor & 0xFFFF) << column / HALF * Short.SIZE;
    }
    for (int sub = 0; sub < layout.subs; sub++) {
      int scale = codes.subScale(bytes, from, sub);
      int minimum = codes.minima ? codes.subMinimum(bytes, from, sub) : 0;
      if (layout.subBytes == 2) {
        put(to + layout.factors, Byte.SIZE, 2 * sub, column, scale);
        put(to + layout.factors, Byte.SIZE, 2 * sub + 1, column, minimum);
      } else {
        put(to + layout.factors, Byte.SIZE, sub, column, scale | minimum << 4);
      }
    }
    for (int i = 0; i < type.blockValues(); i++) {
      int code = codes.code(bytes, from, i);
      for (int plane = 0; plane < layout.planes.length; plane++) {
        put(to + layout.starts[plane], layout.planes[plane], i, column, code);
        code >>= layout.planes[plane];
      }
    }
  }

  /** Adds a number of so many bits to a plane that has zeros there. */
  private void put(int start, int bits, int index, int column, int value) {
    int perInt = Integer.SIZE / bits;
    int mask = (1 << bits) - 1;
    data[start + index / perInt * TILE_COLUMNS + column] |= (value & mask) << index % perInt * bits;
  }

  private int plane(int start, int bits, int index, int column) {
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
    int column = output % TILE_COLUMNS;
    int block = input / type.blockValues();
    int start = (output / TILE_COLUMNS * blocks + block) * layout.ints;
    int i = input % type.blockValues();
    return value(start, column, i / codes.subValues, i);
  }

  private float value(int start, int column, int sub, int i) {
    int code = 0;
    int shift = 0;
    for (int plane = 0; plane < layout.planes.length; plane++) {
      code |= plane(start + layout.starts[plane], layout.planes[plane], i, column) << shift;
      shift += layout.planes[plane];
    }
    int level = codes.level(codes.bits == Byte.SIZE ? (byte) code : code);
    float scaled = scale(start, column, sub) * level;
    return codes.minima ? scaled - minimum(start, column, sub) : scaled;
  }

  private float scale(int start, int column, int sub) {
    int bits =
        codes.minima
            ? data[start + column]
            : data[start + column % HALF] >> column / HALF * Short.SIZE;
    return Half.toFloat((short) bits) * subScale(start + layout.factors, column, sub);
  }

  private int subScale(int start, int column, int sub) {
    if (layout.subs == 0) {
      return 1;
    }
    if (!codes.minima) {
      return (byte) plane(start, Byte.SIZE, sub, column);
    }
    return layout.subBytes == 2
        ? plane(start, Byte.SIZE, 2 * sub, column)
        : plane(start, Byte.SIZE, sub, column) & 0xF;
  }

  private float minimum(int start, int column, int sub) {
    int factor = data[start + column] >>> Short.SIZE;
    int integer = 1;
    if (layout.subs > 0) {
      integer =
          layout.subBytes == 2
              ? plane(start + layout.factors, Byte.SIZE, 2 * sub + 1, column)
              : plane(start + layout.factors, Byte.SIZE, sub, column) >>> 4;
    }
    return Half.toFloat((short) factor) * integer;
  }

  /**
   * Widens consecutive inputs of a tile.
   *
   * @param target receives [inputs][32], the first at 0
   */
  void widen(int tile, int fromInput, int count, float[] target) {
    for (int k = 0; k < count; k++) {
      for (int column = 0; column < TILE_COLUMNS; column++) {
        target[k * TILE_COLUMNS + column] = weight(tile * TILE_COLUMNS + column, fromInput + k);
      }
    }
  }

  int[] data() {
    return data;
  }

  BlockLayout layout() {
    return layout;
  }
}
