package dev.assay.core.family;

/** Which linear layers of a family have biases. */
public record BiasRules(Bias queryKeyValue, Bias attentionOutput, Bias feedForward) {
  static final BiasRules BY_ATTENTION_KEY =
      new BiasRules(Bias.ATTENTION_BIAS, Bias.ATTENTION_BIAS, Bias.NEVER);

  /** When a layer has one. */
  public enum Bias {
    NEVER,
    /** No key says so. */
    ALWAYS,
    /** Where {@code attention_bias} is true. */
    ATTENTION_BIAS,
    /** Where {@code mlp_bias} is true. */
    MLP_BIAS;

    private boolean holds(boolean attentionBias, boolean feedForwardBias) {
      return switch (this) {
        case NEVER -> false;
        case ALWAYS -> true;
        case ATTENTION_BIAS -> attentionBias;
        case MLP_BIAS -> feedForwardBias;
      };
    }
  }

  /** The biases of a model whose configuration has these two keys. */
  public Biases of(boolean attentionBias, boolean feedForwardBias) {
    return new Biases(
        queryKeyValue.holds(attentionBias, feedForwardBias),
        attentionOutput.holds(attentionBias, feedForwardBias),
        feedForward.holds(attentionBias, feedForwardBias));
  }
}
