package dev.assay.core.kernel;

/**
 * A view of float32 rows: element (row, column) lies at {@code data[offset + row * stride +
 * column]}.
 *
 * <p>Buffers that a matrix product writes have a stride that is a multiple of {@link
 * Matrix#TILE_COLUMNS} (or room after the last column up to that multiple) and {@link
 * Kernels#ROW_PADDING} spare rows after the last: products write whole tiles.
 */
public record Rows(float[] data, int offset, int stride, int columns) {

  /** A zeroed buffer for {@code rows} rows, padded so that any product may write it. */
  public static Rows allocate(int rows, int columns) {
    int stride = Matrix.paddedColumns(columns);
    return new Rows(
        new float[Math.multiplyExact(rows + Kernels.ROW_PADDING, stride)], 0, stride, columns);
  }

  /** As many rows as one likes, all of them {@code row}. */
  public static Rows repeated(float[] row) {
    return new Rows(row, 0, 0, row.length);
  }

  /** The same rows, only columns {@code from} (inclusive) to {@code to} (exclusive). */
  public Rows columns(int from, int to) {
    return new Rows(data, offset + from, stride, to - from);
  }

  /** The same columns, with {@code row} as row 0. */
  public Rows from(int row) {
    return new Rows(data, start(row), stride, columns);
  }

  /** Index in {@link #data} of the first element of a row. */
  public int start(int row) {
    return offset + row * stride;
  }
}
