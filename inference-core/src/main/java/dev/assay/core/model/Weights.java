package dev.assay.core.model;

import dev.assay.core.kernel.Matrix;
import java.util.List;

/**
 * All weights of a model, immutable.
 *
 * @param embedding [vocabulary × width]
 * @param head [vocabulary × width]; the embedding itself where the head is tied
 * @param finalNorm the factor of the last norm, 1 added where the family does
 */
public record Weights(Matrix embedding, List<LayerWeights> layers, float[] finalNorm, Matrix head) {
  public Weights {
    layers = List.copyOf(layers);
  }
}
