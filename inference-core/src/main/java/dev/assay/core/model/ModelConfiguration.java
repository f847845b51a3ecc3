package dev.assay.core.model;

import dev.assay.core.kernel.Activation;
import java.util.List;

/**
 * A model as data: everything in which one family or size differs from another.
 *
 * @param family model_type of the checkpoint: {@code recurrent_gemma}, {@code gemma}, {@code
 *     mistral}
 * @param vocabularySize rows of the embedding
 * @param width floats of the residual stream (hidden_size)
 * @param layers the kind of every layer, in order (a cycled block pattern written out)
 * @param attention sizes of attention layers; null where no layer is one
 * @param recurrence sizes of recurrent layers; null where no layer is one
 * @param feedForwardWidth the real expanded width of the gated feed-forward layer
 * @param normEpsilon added to the mean square in every norm
 * @param embeddingScale multiplies the embedding of every token; 1 where the family has none
 * @param logitSoftCap c in c·tanh(logit/c); 0 without a cap
 * @param tiedHead logits are read from the embedding matrix
 * @param maximumPositions positions the model was made for; {@link Integer#MAX_VALUE} where it
 *     states no limit
 */
public record ModelConfiguration(
    String family,
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
    boolean tiedHead,
    int maximumPositions) {

  public ModelConfiguration {
    layers = List.copyOf(layers);
  }

  public long count(LayerKind kind) {
    return layers.stream().filter(kind::equals).count();
  }
}
