package dev.assay.core.model;

import dev.assay.core.kernel.Activation;
import dev.assay.core.kernel.Rows;

/** down(activation(gate·u) ⊙ up·u), up to the last projection: [M × feedForwardWidth]. */
final class FeedForwardBlock {
  private final Compute compute;
  private final Activation activation;
  private final Buffer gates;
  private final Buffer ups;

  FeedForwardBlock(Compute compute, ModelConfiguration configuration) {
    this.compute = compute;
    this.activation = configuration.activation();
    this.gates = new Buffer(configuration.feedForwardWidth());
    this.ups = new Buffer(configuration.feedForwardWidth());
  }

  Rows apply(LayerWeights.FeedForward weights, Batch batch, LayerInput input) {
    Rows gate = gates.rows(batch.rows());
    Rows up = ups.rows(batch.rows());
    compute.multiply(input.packed(), weights.gate().weights(), gate);
    compute.multiply(input.packed(), weights.up().weights(), up);
    compute.forRows(
        batch.rows(),
        row -> {
          compute.addBias(gate, row, weights.gate().bias());
          compute.addBias(up, row, weights.up().bias());
          compute.kernels().activate(activation, gate, row);
          compute.kernels().multiply(gate, row, up);
        });
    return gate;
  }
}
