package dev.assay.core.family;

/**
 * A family of models: what its files are called, what they leave unsaid, and what their formulas
 * have that others' have not. Sizes of one model are a {@code ModelConfiguration}.
 *
 * @param modelType {@code model_type} of its config.json
 * @param wrapper where the configuration and the tensors lie inside those of a larger model
 * @param tensors names of tensors, and what is fused
 * @param norms how many norms, where, and what multiplies
 * @param biases which linear layers have biases
 * @param recurrent layers follow {@code block_types}, recurrences among them; else all are
 *     attention
 * @param attention scale, cap, rotation and windows of attention
 * @param feedForward activation and width of the gated feed-forward layer
 * @param embeddingScale what multiplies a token's embedding
 * @param finalSoftCap cap of the logits
 * @param defaults what holds where config.json says nothing
 * @param texts what begins a text, how long one is, and how conversations are written
 */
public record Family(
    String modelType,
    Wrapper wrapper,
    TensorPlan tensors,
    Norms norms,
    BiasRules biases,
    boolean recurrent,
    AttentionRules attention,
    FeedForwardRules feedForward,
    EmbeddingScale embeddingScale,
    SoftCapRule finalSoftCap,
    Defaults defaults,
    TextRules texts) {

  /** Its name alone: a family is known by it. */
  @Override
  public String toString() {
    return modelType;
  }
}
