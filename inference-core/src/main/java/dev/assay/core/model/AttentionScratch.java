package dev.assay.core.model;

import dev.assay.core.kernel.Kernels;
import dev.assay.core.kernel.Matrix;
import dev.assay.core.kernel.PackedRows;
import dev.assay.core.kernel.Rows;
import java.util.Arrays;

/** One worker's buffers for a block of attention queries. */
final class AttentionScratch {
  final PackedRows packedQueries;
  final PackedRows packedWeights;
  private final Buffer queries;
  private final Buffer outputs;
  private float[] scores = new float[0];
  private int[] path = new int[8];

  AttentionScratch(Kernels kernels, int headDimension) {
    this.packedQueries = kernels.packedRows();
    this.packedWeights = kernels.packedRows();
    this.queries = new Buffer(headDimension);
    this.outputs = new Buffer(headDimension);
  }

  Rows queries(int rows) {
    return queries.rows(rows);
  }

  /** Sums of weighted values, zeroed. */
  Rows outputs(int rows) {
    Rows zeroed = outputs.rows(rows);
    Arrays.fill(zeroed.data(), 0, rows * zeroed.stride(), 0f);
    return zeroed;
  }

  /** Scores of {@code rows} query heads over {@code columns} keys. */
  Rows scores(int rows, int columns) {
    int stride = Matrix.paddedColumns(columns) + Matrix.TILE_COLUMNS;
    int needed = Math.multiplyExact(rows + Kernels.ROW_PADDING, stride);
    if (scores.length < needed) {
      scores = new float[needed];
    }
    return new Rows(scores, 0, stride, columns);
  }

  /** Room for {@code count} segment numbers, content kept. */
  int[] path(int count) {
    if (path.length < count) {
      path = Arrays.copyOf(path, 2 * count);
    }
    return path;
  }
}
