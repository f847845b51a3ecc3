package dev.assay.core.model;

import dev.assay.core.family.Biases;
import dev.assay.core.family.Family;
import dev.assay.core.kernel.Activation;
import java.util.List;

/**
 * A model as data: its family, and everything in which one model of it differs from another.
 *
 * @param family what its norms are, how its tensors are called, how texts begin
 * @param vocabularySize rows of the embedding
 * @param width floats of the residual stream (hidden_size)
 * @param layers the kind of every layer, in order (a cycled block pattern written out)
 * @param attention sizes of attention layers; null where no layer is one
 * @param recurrence sizes of recurrent layers; null where no layer is one
 * @param feedForwardWidth the real expanded width of the gated feed-forward layer
 * @param normEpsilon added to the mean square in every norm
 * @param embeddingScale multiplies the embedding of every token; 1 where the family has none
 * @param logitSoftCap c in c·tanh(logit/c); 0 without a cap
 * @param biases which linear layers have biases
 * @param tiedHead logits are read from the embedding matrix
 * @param maximumPositions positions the model was made for; {@link Integer#MAX_VALUE} where it
 *     states no limit
 */
public record ModelConfiguration(
    Family family,
    int vocabularySize,
    int width,
    List<LayerKind> layers,
    AttentionShape attention,
    RecurrenceShape recurrence,
    int feedForwardWidth,
    Activation activation,
    float normEpsilon,
    float embeddingScale,
    float logitSoftCap,
    Biases biases,
    boolean tiedHead,
    int maximumPositions) {

  public ModelConfiguration {
    layers = List.copyOf(layers);
  }

  /** The attention layers, in order. */
  public List<LayerKind.Attention> attentionLayers() {
    return layers.stream()
        .filter(LayerKind.Attention.class::isInstance)
        .map(LayerKind.Attention.class::cast)
        .toList();
  }

  /** How many layers are recurrent. */
  public int recurrentLayers() {
    return layers.size() - attentionLayers().size();
  }

  /** The same with other layers; sizes of kinds that none of them is are left out. */
  public ModelConfiguration withLayers(List<LayerKind> other) {
    boolean attends = other.stream().anyMatch(LayerKind.Attention.class::isInstance);
    boolean recurs = other.contains(LayerKind.RECURRENT);
    return new ModelConfiguration(
        family,
        vocabularySize,
        width,
        other,
        attends ? attention : null,
        recurs ? recurrence : null,
        feedForwardWidth,
        activation,
        normEpsilon,
        embeddingScale,
        logitSoftCap,
        biases,
        tiedHead,
        maximumPositions);
  }
}
