package dev.assay.core.checkpoint;

import dev.assay.core.kernel.Matrix;
import dev.assay.core.model.LayerWeights;
import dev.assay.core.model.Linear;
import dev.assay.core.model.Mixer;
import dev.assay.core.model.Model;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The matrices of a model whose layers are all attention. */
final class LoadedMatrices {
  private LoadedMatrices() {}

  /** Their bytes, each matrix once. */
  static long bytes(Model model) {
    return matrices(model).distinct().mapToLong(Matrix::bytes).sum();
  }

  /** All weights, matrix by matrix. */
  static List<List<Float>> of(Model model) {
    return matrices(model).map(LoadedMatrices::weights).toList();
  }

  private static Stream<Matrix> matrices(Model model) {
    return Stream.concat(
        Stream.of(model.weights().embedding(), model.weights().head()),
        model.weights().layers().stream().flatMap(LoadedMatrices::linears).map(Linear::weights));
  }

  private static Stream<Linear> linears(LayerWeights layer) {
    Mixer.Attention attention = (Mixer.Attention) layer.mixer();
    LayerWeights.FeedForward feedForward = layer.feedForward();
    return Stream.of(
        attention.query(),
        attention.key(),
        attention.value(),
        attention.output(),
        feedForward.gate(),
        feedForward.up(),
        feedForward.down());
  }

  private static List<Float> weights(Matrix matrix) {
    List<Float> weights = new ArrayList<>();
    for (int output = 0; output < matrix.outputs(); output++) {
      for (int input = 0; input < matrix.inputs(); input++) {
        weights.add(matrix.weight(output, input));
      }
    }
    return weights;
  }
}
