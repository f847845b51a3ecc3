package dev.assay.core.kernel;

/** The non-linearity of a gated feed-forward layer. */
public enum Activation {
  /**
   * 0.5·x·(1 + tanh(√(2/π)·(x + 0.044715·x³))), computed as x·sigmoid(2·√(2/π)·(x + 0.044715·x³)).
   */
  GELU_TANH,
  /** x·sigmoid(x). */
  SILU
}
