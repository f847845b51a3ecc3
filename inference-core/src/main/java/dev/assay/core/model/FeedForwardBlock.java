package dev.assay.core.model;

import dev.assay.core.kernel.Activation;
import dev.assay.core.kernel.Matrix;
import dev.assay.core.kernel.Rows;

/** down(activation(gate·u) ⊙ up·u), up to the last projection: [M × feedForwardWidth]. */
final class FeedForwardBlock {
  private final Compute compute;
  private final Activation activation;
  private final int width;
  private final Buffer gates;
  private final Buffer ups;

  FeedForwardBlock(Compute compute, ModelConfiguration configuration) {
    this.compute = compute;
    this.activation = configuration.activation();
    this.width = configuration.feedForwardWidth();
    this.gates = new Buffer(width);
    this.ups = new Buffer(width);
  }

  Rows apply(LayerWeights.FeedForward weights, Batch batch, LayerInput input) {
    int rows = batch.rows();
    Compute.Projection gate = new Compute.Projection(weights.gate(), gates.rows(rows));
    Compute.Projection up = new Compute.Projection(weights.up(), ups.rows(rows));
    Matrix matrix = weights.gate().weights();
    compute.forColumns(
        input.packed(),
        width,
        2L * matrix.inputs() * matrix.outputs(),
        (from, to) -> {
          compute.project(input.packed(), gate, from, to);
          compute.project(input.packed(), up, from, to);
          Rows gated = Compute.columns(gate.out(), from, to);
          Rows factors = Compute.columns(up.out(), from, to);
          for (int row = 0; row < rows; row++) {
            compute.kernels().activate(activation, gated, row);
            compute.kernels().multiply(gated, row, factors);
          }
        });
    return gate.out();
  }
}
