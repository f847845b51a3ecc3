package dev.assay.core.family;

/**
 * Which linear layers of a model have biases; a recurrence's all have.
 *
 * @param queryKeyValue of attention's queries, keys and values
 * @param attentionOutput of attention's output
 * @param feedForward of gate, up and down
 */
public record Biases(boolean queryKeyValue, boolean attentionOutput, boolean feedForward) {
  public static final Biases NONE = new Biases(false, false, false);
}
