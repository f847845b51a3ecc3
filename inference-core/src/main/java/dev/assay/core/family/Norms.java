package dev.assay.core.family;

/**
 * The norms of a layer: x · 1/√(mean(x²) + epsilon) · (w + addend).
 *
 * @param ofOutputs attention's and the feed-forward part's outputs are normalised too, before they
 *     are added to the stream: four norms, not two
 * @param ofHeads every head of the queries and of the keys is normalised before it is rotated, by
 *     one weight of the head's dimension for all heads
 * @param addend what is added to every norm's weights as config.json's repository has them: 1 or 0
 */
public record Norms(boolean ofOutputs, boolean ofHeads, float addend) {
  static final Norms TWO = new Norms(false, false, 0f);
  static final Norms TWO_PLUS_ONE = new Norms(false, false, 1f);
}
