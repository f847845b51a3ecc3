package dev.assay.core.model;

import dev.assay.core.kernel.PackedRows;
import dev.assay.core.kernel.Rows;

/** The normalised rows of the stream, packed: left operand of a layer's first products. */
final class LayerInput {
  private final Compute compute;
  private final float epsilon;
  private final Buffer normalized;
  private final PackedRows packed;
  private Batch batch;
  private float[] weight;

  LayerInput(Compute compute, ModelConfiguration configuration) {
    this.compute = compute;
    this.epsilon = configuration.normEpsilon();
    this.normalized = new Buffer(configuration.width());
    this.packed = compute.kernels().packedRows();
  }

  /**
   * Normalises and packs the carried rows with the factor of one norm.
   *
   * @param step leaves a row in the stream, before it is normalised
   */
  void of(Batch batch, Compute.RowStep step, float[] weight) {
    this.batch = batch;
    this.weight = weight;
    pack(step);
  }

  /** Once more, after the carried rows became fewer. */
  void packAgain() {
    pack(row -> {});
  }

  private void pack(Compute.RowStep step) {
    Rows rows = rows();
    compute.pack(
        batch.rows(),
        row -> {
          step.run(row);
          compute.kernels().normalize(batch.stream(), row, weight, epsilon, rows);
        },
        rows,
        packed);
  }

  PackedRows packed() {
    return packed;
  }

  /** The normalised rows as they are, [M × width]. */
  Rows rows() {
    return normalized.rows(batch.rows());
  }
}
