package dev.assay.checkpoint;

import dev.assay.kernel.BFloat16Matrix;
import dev.assay.kernel.Float32Matrix;
import dev.assay.kernel.Matrix;
import java.nio.ByteBuffer;
import java.util.function.IntUnaryOperator;

/**
 * Fills one matrix from one tensor, a tile of 32 outputs at a time: the unit that threads share
 * out. Row r of the matrix, column k, is element {@code rowStart + r · rowStep + k · columnStep} of
 * the tensor, r and k first placed by {@code rows} and {@code columns}.
 */
final class MatrixFill {
  private final Matrix matrix;
  private final Tensor tensor;
  private final Source source;

  /**
   * Which elements of a tensor a matrix takes.
   *
   * @param start first element
   * @param rows number of source rows
   * @param columns number of source columns
   * @param rowStep elements from one source row to the next
   * @param columnStep elements from one source column to the next
   * @param rowPlace the matrix row of a source row
   * @param columnPlace the matrix column of a source column
   */
  record Source(
      long start,
      int rows,
      int columns,
      int rowStep,
      int columnStep,
      IntUnaryOperator rowPlace,
      IntUnaryOperator columnPlace) {

    /** A tensor [rows, columns] as it is. */
    static Source whole(int rows, int columns) {
      return new Source(
          0, rows, columns, columns, 1, IntUnaryOperator.identity(), IntUnaryOperator.identity());
    }

    Source withRows(IntUnaryOperator place) {
      return new Source(start, rows, columns, rowStep, columnStep, place, columnPlace);
    }

    Source withColumns(IntUnaryOperator place) {
      return new Source(start, rows, columns, rowStep, columnStep, rowPlace, place);
    }

    /** Block {@code index} of a tensor [blocks, inputs, outputs], turned to [outputs, inputs]. */
    static Source transposedBlock(int index, int block) {
      return new Source(
          (long) index * block * block,
          block,
          block,
          1,
          block,
          IntUnaryOperator.identity(),
          IntUnaryOperator.identity());
    }
  }

  /** A matrix for a tensor, in the encoding that holds its values without loss. */
  MatrixFill(Tensor tensor, int outputs, int inputs, Source source) {
    this.tensor = tensor;
    this.source = source;
    this.matrix =
        tensor.type() == TensorType.BF16
            ? new BFloat16Matrix(outputs, inputs)
            : new Float32Matrix(outputs, inputs);
  }

  Matrix matrix() {
    return matrix;
  }

  /** Parts that may be filled side by side: source rows of one matrix tile stay together. */
  int parts() {
    return source.rowStep() == 1 ? 1 : (source.rows() + partRows() - 1) / partRows();
  }

  void fill(int part, TensorReader reader) {
    if (source.rowStep() == 1) {
      int elements = source.rows() * source.columns();
      setRows(0, source.rows(), reader.read(tensor, source.start(), elements), 0);
      return;
    }
    int from = part * partRows();
    int to = Math.min(source.rows(), from + partRows());
    long start = source.start() + (long) from * source.rowStep();
    setRows(from, to, reader.read(tensor, start, (to - from) * source.rowStep()), from);
  }

  private void setRows(int from, int to, ByteBuffer bytes, int firstRow) {
    if (matrix instanceof BFloat16Matrix target) {
      short[] row = new short[matrix.inputs()];
      for (int r = from; r < to; r++) {
        for (int k = 0, at = (r - firstRow) * source.rowStep();
            k < source.columns();
            k++, at += source.columnStep()) {
          row[source.columnPlace().applyAsInt(k)] = bytes.getShort(2 * at);
        }
        target.setRow(source.rowPlace().applyAsInt(r), row);
      }
    } else if (matrix instanceof Float32Matrix target) {
      float[] row = new float[matrix.inputs()];
      for (int r = from; r < to; r++) {
        for (int k = 0, at = (r - firstRow) * source.rowStep();
            k < source.columns();
            k++, at += source.columnStep()) {
          row[source.columnPlace().applyAsInt(k)] = tensor.type().read(bytes, at);
        }
        target.setRow(source.rowPlace().applyAsInt(r), row);
      }
    }
  }

  /**
   * Source rows per part: those of one tile. Placed rows keep their order and a padded block is a
   * whole number of tiles, so rows that share a tile lie within one run of that many source rows
   * only where nothing is padded; else the whole matrix is one part.
   */
  private int partRows() {
    return source.rows() == matrix.outputs() ? Matrix.TILE_COLUMNS : source.rows();
  }
}
