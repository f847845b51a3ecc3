package dev.assay.core.model;

import dev.assay.core.kernel.Kernels;
import dev.assay.core.kernel.Matrix;
import dev.assay.core.kernel.PackedRows;
import dev.assay.core.kernel.Rows;
import dev.assay.core.parallel.ThreadTeam;

/**
 * The kernels run by a team: rows are split where rows are independent, output columns where a
 * product is taken, so that no sum is ever cut.
 */
record Compute(Kernels kernels, ThreadTeam team) {

  /** Work on one row. */
  @FunctionalInterface
  interface RowStep {
    void run(int row);
  }

  void forRows(int rows, RowStep step) {
    team.split(
        rows,
        (worker, from, to) -> {
          for (int row = from; row < to; row++) {
            step.run(row);
          }
        });
  }

  /** Does {@code step} for every row, then packs the row of {@code source} it left behind. */
  void pack(int rows, RowStep step, Rows source, PackedRows target) {
    target.shape(rows, source.columns());
    team.split(
        target.blocks(),
        (worker, from, to) -> {
          int end = Math.min(rows, to * target.blockRows());
          for (int row = from * target.blockRows(); row < end; row++) {
            step.run(row);
          }
          kernels.pack(source, target, from, to);
        });
  }

  /** out = in · weightsᵀ, without bias. */
  void multiply(PackedRows in, Matrix weights, Rows out) {
    int tiles = weights.tiles();
    team.split(
        tiles,
        2L * in.rows() * in.depth() * tiles * Matrix.TILE_COLUMNS,
        (worker, from, to) -> kernels.multiply(in, weights, out, from, to));
  }

  /** rows[row] += bias, where there is one. */
  void addBias(Rows rows, int row, float[] bias) {
    if (bias != null) {
      kernels.add(rows, row, bias);
    }
  }
}
