package dev.assay.core.kernel;

/**
 * Left operand of a matrix product: rows repacked in blocks, {@code [block][depth][stride]}, so
 * that a kernel broadcasts its activations from consecutive memory. Filled by {@link Kernels#pack};
 * block heights and strides are the kernels' own affair. Reusable: {@link #shape} sets the size of
 * the next operand.
 */
public final class PackedRows {
  private final int blockRows;
  private final int blockStride;
  private float[] data = new float[0];
  private int rows;
  private int depth;

  /**
   * @param blockStride floats from one input of a block to the next, at least its rows
   */
  PackedRows(int blockRows, int blockStride) {
    this.blockRows = blockRows;
    this.blockStride = blockStride;
  }

  /** Sets the size of the operand, growing the buffer where needed; the content is undefined. */
  public PackedRows shape(int rows, int depth) {
    this.rows = rows;
    this.depth = depth;
    int needed = Math.multiplyExact(Math.multiplyExact(blocks(), blockStride), depth);
    if (data.length < needed) {
      data = new float[needed];
    }
    return this;
  }

  /** Number of row blocks: the unit by which packing is cut over threads. */
  public int blocks() {
    return (rows + blockRows - 1) / blockRows;
  }

  /** Rows of a full block. */
  public int blockRows() {
    return blockRows;
  }

  public int rows() {
    return rows;
  }

  public int depth() {
    return depth;
  }

  float[] data() {
    return data;
  }
}
