package dev.assay.core.family;

import dev.assay.core.kernel.Activation;

/**
 * A family's gated feed-forward layer: down(activation(gate·u) ⊙ up·u).
 *
 * @param activation the one that is computed
 * @param activationKey key of config.json that names it
 * @param activationName what the key must say, where it is there
 * @param countedMatrices how many of gate and up {@code intermediate_size} counts the rows of
 */
public record FeedForwardRules(
    Activation activation, String activationKey, String activationName, int countedMatrices) {
  static final FeedForwardRules SILU =
      new FeedForwardRules(Activation.SILU, "hidden_act", "silu", 1);

  /** Gemma 1 files say hidden_act "gelu" and mean the tanh form: only hidden_activation counts. */
  static final FeedForwardRules GELU = gelu(1);

  static FeedForwardRules gelu(int countedMatrices) {
    return new FeedForwardRules(
        Activation.GELU_TANH, "hidden_activation", "gelu_pytorch_tanh", countedMatrices);
  }
}
