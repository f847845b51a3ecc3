package dev.assay.core.checkpoint;

/**
 * How a family names its tensors, and what its files leave to the reader: the differences between
 * families are these values.
 *
 * @param mixerNorm norm before attention or recurrence, within a layer
 * @param feedForwardNorm norm before the feed-forward part, within a layer
 * @param mixer prefix of attention's and the recurrence's tensors, within a layer
 * @param feedForward prefix of the feed-forward tensors, within a layer
 * @param normAddend added to every norm's weights: 1 where the family multiplies by (1 + w)
 * @param outputBias attention's output projection has a bias
 * @param feedForwardBias the feed-forward projections have biases
 */
record TensorNames(
    String finalNorm,
    String mixerNorm,
    String feedForwardNorm,
    String mixer,
    String feedForward,
    float normAddend,
    boolean outputBias,
    boolean feedForwardBias) {
  static final String EMBEDDING = "model.embed_tokens.weight";
  static final String HEAD = "lm_head.weight";

  private static final TensorNames RECURRENT_GEMMA =
      new TensorNames(
          "model.final_norm.weight",
          "temporal_pre_norm.weight",
          "channel_pre_norm.weight",
          "temporal_block.",
          "mlp_block.",
          1f,
          true,
          true);
  private static final TensorNames GEMMA = transformer(1f);
  private static final TensorNames MISTRAL = transformer(0f);

  static TensorNames of(String family) {
    return switch (family) {
      case "recurrent_gemma" -> RECURRENT_GEMMA;
      case "gemma" -> GEMMA;
      case "mistral" -> MISTRAL;
      default -> throw new IllegalArgumentException("no tensor names of family " + family);
    };
  }

  /** A tensor of a layer. */
  static String layer(int layer, String name) {
    return "model.layers." + layer + "." + name;
  }

  private static TensorNames transformer(float normAddend) {
    return new TensorNames(
        "model.norm.weight",
        "input_layernorm.weight",
        "post_attention_layernorm.weight",
        "self_attn.",
        "mlp.",
        normAddend,
        false,
        false);
  }
}
