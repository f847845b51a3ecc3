package dev.assay.core.family;

/**
 * How a family's files name the tensors of a model of text. Names within a layer follow {@link
 * #layer}; those of projections are {@code q_proj}, {@code k_proj}, {@code v_proj}, {@code o_proj},
 * {@code gate_proj}, {@code up_proj} and {@code down_proj}.
 *
 * <p>Trap: {@code post_attention_layernorm} is the norm before the feed-forward part in most
 * families and the norm of attention's output in those that have one.
 *
 * @param finalNorm norm of the last layer's output
 * @param mixerNorm norm before attention or recurrence, within a layer
 * @param mixerOutputNorm norm of attention's output, within a layer; empty without one
 * @param feedForwardNorm norm before the feed-forward part, within a layer
 * @param feedForwardOutputNorm norm of the feed-forward part's output, within a layer; empty
 *     without one
 * @param mixer prefix of attention's and the recurrence's tensors, within a layer
 * @param feedForward prefix of the feed-forward tensors, within a layer
 * @param fused queries, keys and values are the rows of one {@code qkv_proj}, in this order, gate
 *     and up those of one {@code gate_up_proj}
 */
public record TensorPlan(
    String finalNorm,
    String mixerNorm,
    String mixerOutputNorm,
    String feedForwardNorm,
    String feedForwardOutputNorm,
    String mixer,
    String feedForward,
    boolean fused) {
  /** [vocabulary, width]. */
  public static final String EMBEDDING = "model.embed_tokens.weight";

  /** [vocabulary, width], where it is not the embedding. */
  public static final String HEAD = "lm_head.weight";

  /** Llama's names, which most families have. */
  static final TensorPlan LLAMA =
      new TensorPlan(
          "model.norm.weight",
          "input_layernorm.weight",
          "",
          "post_attention_layernorm.weight",
          "",
          "self_attn.",
          "mlp.",
          false);

  /** Llama's, with queries, keys and values, gate and up each in one tensor. */
  static final TensorPlan FUSED =
      new TensorPlan(
          LLAMA.finalNorm,
          LLAMA.mixerNorm,
          "",
          LLAMA.feedForwardNorm,
          "",
          LLAMA.mixer,
          LLAMA.feedForward,
          true);

  /** Llama's, with norms of both parts' outputs. */
  static final TensorPlan SANDWICHED =
      new TensorPlan(
          LLAMA.finalNorm,
          LLAMA.mixerNorm,
          "post_attention_layernorm.weight",
          "pre_feedforward_layernorm.weight",
          "post_feedforward_layernorm.weight",
          LLAMA.mixer,
          LLAMA.feedForward,
          false);

  static final TensorPlan GRIFFIN =
      new TensorPlan(
          "model.final_norm.weight",
          "temporal_pre_norm.weight",
          "",
          "channel_pre_norm.weight",
          "",
          "temporal_block.",
          "mlp_block.",
          false);

  /** A tensor of a layer. */
  public static String layer(int layer, String name) {
    return "model.layers." + layer + "." + name;
  }
}
