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

  /** Normalises and packs the carried rows with the factor of one norm. */
  LayerInput of(Batch batch, float[] weight) {
    this.batch = batch;
    this.weight = weight;
    pack();
    return this;
  }

  /** Packs once more, after the carried rows became fewer. */
  void pack() {
    Rows rows = normalized.rows(batch.rows());
    compute.pack(
        batch.rows(),
        row -> compute.kernels().normalize(batch.stream(), row, weight, epsilon, rows),
        rows,
        packed);
  }

  PackedRows packed() {
    return packed;
  }
}
