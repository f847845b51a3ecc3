package dev.assay.core.kernel;

/**
 * An immutable weight matrix W [outputs × inputs] in the layout that the kernels read: tiles of 32
 * outputs, {@code [outputs/32][inputs][32]}, padded with zeros after the last output.
 *
 * <p>Filled once, row by row or tile by tile; rows of one tile are to be set by one thread, and a
 * matrix is to be published safely before it is read.
 */
public sealed interface Matrix permits Float32Matrix, BFloat16Matrix, Int8Matrix, BlockMatrix {
  /** Outputs per tile: the unit by which products are cut over threads. */
  int TILE_COLUMNS = 32;

  int outputs();

  int inputs();

  /** Bytes of heap held by the weights. */
  long bytes();

  default int tiles() {
    return paddedColumns(outputs()) / TILE_COLUMNS;
  }

  static int paddedColumns(int columns) {
    return (columns + TILE_COLUMNS - 1) / TILE_COLUMNS * TILE_COLUMNS;
  }

  /** The weight that connects an input to an output, widened to float32. */
  float weight(int output, int input);
}
