package dev.assay.core.model;

/**
 * A residual layer: x += mixer(norm(x)); x += feedForward(norm(x)); in some families the outputs of
 * both parts are normalised before they are added. Where a family multiplies by (1 + w), the 1 is
 * already added to a norm's factor.
 *
 * @param mixerNorm the factor of the norm before the mixer
 * @param mixerOutputNorm of the norm of the mixer's output; null without one
 * @param feedForwardNorm of the norm before the feed-forward part
 * @param feedForwardOutputNorm of the norm of its output; null without one
 */
public record LayerWeights(
    float[] mixerNorm,
    Mixer mixer,
    float[] mixerOutputNorm,
    float[] feedForwardNorm,
    FeedForward feedForward,
    float[] feedForwardOutputNorm) {

  /** down(activation(gate(x)) ⊙ up(x)). */
  public record FeedForward(Linear gate, Linear up, Linear down) {}
}
