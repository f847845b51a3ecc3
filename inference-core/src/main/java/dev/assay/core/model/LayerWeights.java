package dev.assay.core.model;

/**
 * A pre-norm residual layer: x += mixer(norm(x)); x += feedForward(norm(x)).
 *
 * @param mixerNorm the factor of the norm before the mixer; where the family multiplies by (1 + w),
 *     the 1 is already added
 * @param feedForwardNorm likewise, before the feed-forward part
 */
public record LayerWeights(
    float[] mixerNorm, Mixer mixer, float[] feedForwardNorm, FeedForward feedForward) {

  /** down(activation(gate(x)) ⊙ up(x)). */
  public record FeedForward(Linear gate, Linear up, Linear down) {}
}
