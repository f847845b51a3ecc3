package dev.assay.bench;

import dev.assay.core.kernel.Matrix;
import dev.assay.core.model.LayerKind;
import dev.assay.core.model.LayerWeights;
import dev.assay.core.model.Mixer;
import dev.assay.core.model.Model;
import java.util.List;
import java.util.stream.Stream;

/**
 * Counts what a forward pass has to do: the operations of its matrix products, a multiply-add being
 * two, and the bytes of weights it reads. Attention counts the keys that a query sees, not the rest
 * of a tile; in the last layer, as in the forward pass, what only read rows need is done for them
 * alone.
 */
final class ProductCount {
  private final Model model;

  ProductCount(Model model) {
    this.model = model;
  }

  /** Weights, each matrix once: a tied head is the embedding. */
  long parameters() {
    return Stream.concat(
            layerMatrices(),
            Stream.of(model.weights().embedding(), model.weights().head()).distinct())
        .mapToLong(ProductCount::elements)
        .sum();
  }

  /** Bytes of all weight matrices in memory. */
  long weightBytes() {
    return Stream.concat(
            layerMatrices(),
            Stream.of(model.weights().embedding(), model.weights().head()).distinct())
        .mapToLong(Matrix::bytes)
        .sum();
  }

  /** Bytes of weights that one step of generation reads: all layers and the head. */
  long stepBytes() {
    return layerMatrices().mapToLong(Matrix::bytes).sum() + model.weights().head().bytes();
  }

  /**
   * Operations of a pass over {@code texts} chains of {@code length} tokens, the first at {@code
   * position}, each read at its end.
   */
  long passOperations(int texts, int position, int length) {
    long operations = 0;
    long nodes = (long) texts * length;
    List<LayerWeights> layers = model.weights().layers();
    for (int layer = 0; layer < layers.size(); layer++) {
      long carried = layer == layers.size() - 1 ? texts : nodes;
      int first = layer == layers.size() - 1 ? position + length - 1 : position;
      LayerWeights weights = layers.get(layer);
      LayerWeights.FeedForward feedForward = weights.feedForward();
      long perCarried =
          elements(feedForward.gate().weights())
              + elements(feedForward.up().weights())
              + elements(feedForward.down().weights());
      long perNode;
      long attended = 0;
      if (weights.mixer() instanceof Mixer.Recurrent mixer) {
        perNode =
            elements(mixer.inputBranch().weights())
                + elements(mixer.inputGates())
                + elements(mixer.recurrenceGates());
        perCarried += elements(mixer.gateBranch().weights()) + elements(mixer.output().weights());
      } else {
        Mixer.Attention mixer = (Mixer.Attention) weights.mixer();
        perNode = elements(mixer.key().weights()) + elements(mixer.value().weights());
        perCarried += elements(mixer.query().weights()) + elements(mixer.output().weights());
        int visible = visible(model.configuration().layers().get(layer));
        attended = texts * attended(first, position + length, visible);
      }
      operations += 2 * (nodes * perNode + carried * perCarried + attended);
    }
    return operations;
  }

  /** Operations of {@code rows} rows of logits. */
  long vocabularyOperations(int rows) {
    return 2L * rows * elements(model.weights().head());
  }

  /** Multiply-adds of one text's queries at [from, to) with the keys and values they see. */
  private long attended(int from, int to, int visible) {
    long keys = 0;
    for (int position = from; position < to; position++) {
      keys += Math.min(position + 1, visible);
    }
    return 2 * keys * model.configuration().attention().queryWidth();
  }

  private static int visible(LayerKind kind) {
    return ((LayerKind.Attention) kind).visibleKeys();
  }

  private Stream<Matrix> layerMatrices() {
    return model.weights().layers().stream().flatMap(ProductCount::matrices);
  }

  private static Stream<Matrix> matrices(LayerWeights layer) {
    LayerWeights.FeedForward feedForward = layer.feedForward();
    Stream<Matrix> mixed;
    if (layer.mixer() instanceof Mixer.Recurrent mixer) {
      mixed =
          Stream.concat(
              Stream.of(
                  mixer.gateBranch().weights(),
                  mixer.inputBranch().weights(),
                  mixer.output().weights()),
              Stream.concat(mixer.inputGates().stream(), mixer.recurrenceGates().stream()));
    } else {
      Mixer.Attention mixer = (Mixer.Attention) layer.mixer();
      mixed =
          Stream.of(
              mixer.query().weights(),
              mixer.key().weights(),
              mixer.value().weights(),
              mixer.output().weights());
    }
    return Stream.concat(
        mixed,
        Stream.of(
            feedForward.gate().weights(),
            feedForward.up().weights(),
            feedForward.down().weights()));
  }

  private static long elements(List<Matrix> matrices) {
    return matrices.stream().mapToLong(ProductCount::elements).sum();
  }

  private static long elements(Matrix matrix) {
    return (long) matrix.outputs() * matrix.inputs();
  }
}
