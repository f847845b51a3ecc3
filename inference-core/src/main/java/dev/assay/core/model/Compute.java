package dev.assay.core.model;

import dev.assay.core.kernel.Kernels;
import dev.assay.core.kernel.Matrix;
import dev.assay.core.kernel.PackedRows;
import dev.assay.core.kernel.ProductCut;
import dev.assay.core.kernel.Rows;
import dev.assay.core.parallel.ThreadTeam;

/**
 * The kernels run by a team: rows are split where rows are independent, output columns where a
 * product is taken, so that no sum is ever cut. Each method is one step of the team, after which
 * its threads wait for each other.
 */
record Compute(Kernels kernels, ThreadTeam team) {
  /** What element-wise work on a float takes, in operations of a product, about. */
  private static final long ROW_OPERATIONS = 64;

  /** Work on one row. */
  @FunctionalInterface
  interface RowStep {
    void run(int row);
  }

  /** Work on blocks [fromBlock, toBlock) of rows that are packed. */
  @FunctionalInterface
  interface BlockStep {
    void run(int fromBlock, int toBlock);
  }

  /** Work on some columns of all rows. */
  @FunctionalInterface
  interface ColumnStep {
    /** On tiles [fromTile, toTile), of 32 columns each. */
    void run(int fromTile, int toTile);
  }

  /** A linear layer's place: out = in · weightsᵀ + bias. */
  record Projection(Linear linear, Rows out) {}

  /**
   * @param columns floats of a row
   */
  void forRows(int rows, int columns, RowStep step) {
    team.split(
        rows,
        ROW_OPERATIONS * rows * columns,
        (worker, from, to) -> {
          for (int row = from; row < to; row++) {
            step.run(row);
          }
        });
  }

  /** Does {@code step} for every row, then packs the row of {@code source} it left. */
  void pack(int rows, RowStep step, Rows source, PackedRows target) {
    target.shape(rows, source.columns());
    forBlocks(
        rows,
        source.columns(),
        target,
        (fromBlock, toBlock) -> {
          int end = Math.min(rows, toBlock * target.blockRows());
          for (int row = fromBlock * target.blockRows(); row < end; row++) {
            step.run(row);
          }
          kernels.pack(source, target, fromBlock, toBlock);
        });
  }

  /**
   * @param columns floats of a row
   * @param blocks have their shape
   */
  void forBlocks(int rows, int columns, PackedRows blocks, BlockStep step) {
    team.split(
        blocks.blocks(), ROW_OPERATIONS * rows * columns, (worker, from, to) -> step.run(from, to));
  }

  /**
   * Work on columns that begins with products of the same rows.
   *
   * @param weights that all of it multiplies by
   */
  void forColumns(PackedRows in, int columns, long weights, ColumnStep step) {
    int tiles = Matrix.paddedColumns(columns) / Matrix.TILE_COLUMNS;
    int least = ProductCut.tiles(in.rows());
    team.split(
        (tiles + least - 1) / least,
        ProductCut.operations(in.rows(), weights),
        ProductCut.together(in),
        (worker, from, to) -> step.run(from * least, Math.min(tiles, to * least)));
  }

  /** Several projections of the same rows. */
  void project(PackedRows in, Projection... projections) {
    int least = ProductCut.tiles(in.rows());
    int[] ends = new int[projections.length];
    long weights = 0;
    for (int i = 0, end = 0; i < projections.length; i++) {
      Matrix matrix = projections[i].linear().weights();
      end += (matrix.tiles() + least - 1) / least;
      ends[i] = end;
      weights += (long) matrix.outputs() * matrix.inputs();
    }
    team.split(
        ends[ends.length - 1],
        ProductCut.operations(in.rows(), weights),
        ProductCut.together(in),
        (worker, from, to) -> {
          for (int i = 0, start = 0; i < ends.length; start = ends[i++]) {
            Projection projection = projections[i];
            int first = Math.max(from, start) - start;
            int end = Math.min(to, ends[i]) - start;
            if (first < end) {
              int tiles = projection.linear().weights().tiles();
              project(in, projection, first * least, Math.min(tiles, end * least));
            }
          }
        });
  }

  /** The columns of some tiles of a projection, on the thread that calls. */
  void project(PackedRows in, Projection projection, int fromTile, int toTile) {
    Rows out = projection.out();
    float[] bias = projection.linear().bias();
    kernels.multiply(in, projection.linear().weights(), out, fromTile, toTile);
    if (bias != null) {
      Rows columns = columns(out, fromTile, toTile);
      Rows addend = columns(Rows.repeated(bias), fromTile, toTile);
      for (int row = 0; row < in.rows(); row++) {
        kernels.add(columns, row, addend);
      }
    }
  }

  /** The columns of tiles [fromTile, toTile). */
  static Rows columns(Rows rows, int fromTile, int toTile) {
    int to = Math.min(rows.columns(), toTile * Matrix.TILE_COLUMNS);
    return rows.columns(fromTile * Matrix.TILE_COLUMNS, to);
  }
}
