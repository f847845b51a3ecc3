package dev.assay.core.checkpoint;

import dev.assay.core.kernel.BFloat16Matrix;
import dev.assay.core.kernel.BlockMatrix;
import dev.assay.core.kernel.BlockType;
import dev.assay.core.kernel.Float32Matrix;
import dev.assay.core.kernel.Int8Matrix;
import dev.assay.core.kernel.Matrix;
import dev.assay.core.kernel.Quantization;
import java.nio.ByteBuffer;
import java.nio.ShortBuffer;
import java.util.Arrays;

/**
 * Fills one matrix from one tensor, a tile of 32 outputs at a time: the unit that threads share
 * out. A tile's part of the tensor is read at once, so a worker holds 32 rows of it (or one block
 * of gates) and no more.
 */
final class MatrixFill {
  /** Arrays cannot be longer; products of sizes are taken only below it. */
  private static final long MOST_ELEMENTS = Integer.MAX_VALUE - 8;

  private final Matrix matrix;
  private final Tensor tensor;
  private final Source source;

  /**
   * The rows or columns of a matrix: the tensor's, cut into blocks, each padded with zeros at its
   * end. A padded block is a whole number of tiles, unless it is the only one.
   */
  record Axis(int blocks, int width, int paddedWidth) {
    static Axis plain(int size) {
      return new Axis(1, size, size);
    }

    int size() {
      return blocks * width;
    }

    int paddedSize() {
      return blocks * paddedWidth;
    }

    /** The tensor's index of a matrix's first row of a tile. */
    int index(int tile) {
      int row = tile * Matrix.TILE_COLUMNS;
      return row / paddedWidth * width + row % paddedWidth;
    }

    /** How many rows of a tile, the first ones, come from the tensor. */
    int count(int tile) {
      int left = width - tile * Matrix.TILE_COLUMNS % paddedWidth;
      return Math.max(0, Math.min(Matrix.TILE_COLUMNS, left));
    }
  }

  /**
   * Which elements of a tensor a matrix takes.
   *
   * @param start first element
   * @param transposed element (row, column) is the tensor's (column, row)
   */
  record Source(long start, Axis rows, Axis columns, boolean transposed) {

    /** A tensor [rows, columns], row by row. */
    static Source rows(Axis rows, Axis columns) {
      return new Source(0, rows, columns, false);
    }

    /** The same, from another element of the tensor on. */
    Source from(long first) {
      return new Source(first, rows, columns, transposed);
    }

    /** Block {@code index} of a tensor [blocks, inputs, outputs], turned to [outputs, inputs]. */
    static Source transposedBlock(int index, int width, int paddedWidth) {
      Axis axis = new Axis(1, width, paddedWidth);
      return new Source((long) index * width * width, axis, axis, true);
    }
  }

  /** One worker's rows of a tile, used again for the next; zeroed. */
  static final class Tile {
    private short[] shorts = new short[0];
    private float[] floats = new float[0];

    private short[] shorts(int length) {
      if (shorts.length == length) {
        Arrays.fill(shorts, (short) 0);
      } else {
        shorts = new short[length];
      }
      return shorts;
    }

    private float[] floats(int length) {
      if (floats.length == length) {
        Arrays.fill(floats, 0f);
      } else {
        floats = new float[length];
      }
      return floats;
    }
  }

  /**
   * A matrix for a tensor, in the encoding that is asked for, else in the one that holds its values
   * without loss.
   */
  MatrixFill(Tensor tensor, Source source, Quantization quantization) {
    this.tensor = tensor;
    this.source = source;
    int outputs = source.rows().paddedSize();
    int inputs = source.columns().paddedSize();
    if ((long) Matrix.paddedColumns(outputs) * inputs > MOST_ELEMENTS) {
      throw ModelErrors.of(
          "tensor " + tensor.name() + " is too large",
          "a matrix of " + outputs + " x " + inputs + " has more elements than an array can hold",
          "use a smaller model");
    }
    if (quantization == Quantization.NONE && tensor.type().quantized()) {
      this.matrix = new BlockMatrix(tensor.type(), outputs, inputs);
      return;
    }
    this.matrix =
        switch (quantization) {
          case INT8 -> new Int8Matrix(outputs, inputs);
          case BFLOAT16 -> new BFloat16Matrix(outputs, inputs);
          case NONE ->
              tensor.type() == BlockType.BF16
                  ? new BFloat16Matrix(outputs, inputs)
                  : new Float32Matrix(outputs, inputs);
        };
  }

  Matrix matrix() {
    return matrix;
  }

  /** Parts that may be filled side by side. */
  int parts() {
    return matrix.tiles();
  }

  void fill(int tile, TensorReader reader, Tile scratch) {
    int first = source.rows().index(tile);
    int count = source.rows().count(tile);
    int columns = source.columns().size();
    ByteBuffer bytes =
        source.transposed()
            ? reader.read(tensor, source.start(), columns * source.rows().size())
            : reader.rows(tensor, source.start() / columns + first, count, columns);
    int length = Matrix.TILE_COLUMNS * matrix.inputs();
    if (matrix instanceof BlockMatrix target) {
      byte[] rows = new byte[Math.toIntExact(tensor.type().bytes(length))];
      bytes.get(rows, 0, bytes.remaining());
      target.setTile(tile, rows);
    } else if (tensor.type().quantized()) {
      float[] widened = new float[count * columns];
      TensorReader.widen(tensor.type(), bytes, widened);
      fill(tile, first, count, i -> widened[i], scratch);
    } else if (matrix instanceof BFloat16Matrix target && tensor.type() == BlockType.BF16) {
      short[] rows = scratch.shorts(length);
      ShortBuffer bits = bytes.asShortBuffer();
      gather(first, count, (from, step, to, n) -> copy(bits, from, step, rows, to, n));
      target.setTile(tile, rows);
    } else {
      TensorType type = TensorType.of(tensor.type());
      fill(tile, first, count, i -> type.read(bytes, i), scratch);
    }
  }

  /** An element of what was read. */
  @FunctionalInterface
  private interface Elements {
    float read(int index);
  }

  private void fill(int tile, int first, int count, Elements elements, Tile scratch) {
    int length = Matrix.TILE_COLUMNS * matrix.inputs();
    if (matrix instanceof BFloat16Matrix target) {
      short[] rows = scratch.shorts(length);
      gather(first, count, (from, step, to, n) -> round(elements, from, step, rows, to, n));
      target.setTile(tile, rows);
      return;
    }
    float[] rows = scratch.floats(length);
    gather(first, count, (from, step, to, n) -> copy(elements, from, step, rows, to, n));
    if (matrix instanceof Float32Matrix target) {
      target.setTile(tile, rows);
    } else if (matrix instanceof Int8Matrix target) {
      target.setTile(tile, rows);
    }
  }

  /** Elements of what was read that lie {@code step} apart, for neighbours in the tile's rows. */
  @FunctionalInterface
  private interface Run {
    void copy(int from, int step, int to, int count);
  }

  private void gather(int first, int count, Run run) {
    Axis columns = source.columns();
    for (int row = 0; row < count; row++) {
      int to = row * columns.paddedSize();
      if (source.transposed()) {
        run.copy(first + row, source.rows().size(), to, columns.width());
        continue;
      }
      for (int block = 0; block < columns.blocks(); block++) {
        int from = row * columns.size() + block * columns.width();
        run.copy(from, 1, to + block * columns.paddedWidth(), columns.width());
      }
    }
  }

  private static void copy(ShortBuffer bits, int from, int step, short[] rows, int to, int count) {
    if (step == 1) {
      bits.get(from, rows, to, count);
      return;
    }
    for (int i = 0; i < count; i++) {
      rows[to + i] = bits.get(from + i * step);
    }
  }

  private static void round(
      Elements elements, int from, int step, short[] rows, int to, int count) {
    for (int i = 0; i < count; i++) {
      rows[to + i] = BFloat16.bits(elements.read(from + i * step));
    }
  }

  private static void copy(Elements elements, int from, int step, float[] rows, int to, int count) {
    for (int i = 0; i < count; i++) {
      rows[to + i] = elements.read(from + i * step);
    }
  }
}
