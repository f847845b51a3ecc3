package dev.assay.core.model;

import dev.assay.core.forest.Forest;
import dev.assay.core.forest.State;
import dev.assay.core.kernel.Kernels;
import dev.assay.core.kernel.PackedRows;
import dev.assay.core.kernel.Rows;
import dev.assay.core.parallel.ThreadTeam;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The model: embeddings, pre-norm residual layers, final norm, over all nodes of a forest at once.
 * Holds the buffers of one pass, so one pass runs at a time; what lasts is returned.
 *
 * <p>Sources: Griffin (arXiv 2402.19427) and recurrentgemma/torch/griffin.py for RecurrentGemma;
 * transformers' modeling_gemma.py and modeling_mistral.py for the others.
 */
public final class ForwardPass {
  private final Model model;
  private final Compute compute;
  private final LayerInput input;
  private final RecurrentBlock recurrent;
  private final RotaryTable rotary;
  private final AttentionBlock attention;
  private final FeedForwardBlock feedForward;
  private final Buffer streams;
  private final Buffer projections;
  private final Buffer outputs;
  private final PackedRows packed;

  public ForwardPass(Model model, Kernels kernels, ThreadTeam team) {
    ModelConfiguration configuration = model.configuration();
    this.model = model;
    this.compute = new Compute(kernels, team);
    this.input = new LayerInput(compute, configuration);
    this.recurrent =
        configuration.recurrence() == null
            ? null
            : new RecurrentBlock(compute, configuration.recurrence());
    this.rotary =
        configuration.attention() == null ? null : new RotaryTable(configuration.attention());
    this.attention =
        configuration.attention() == null
            ? null
            : new AttentionBlock(compute, configuration.attention(), rotary);
    this.feedForward = new FeedForwardBlock(compute, configuration);
    this.streams = new Buffer(configuration.width());
    this.projections = new Buffer(configuration.width());
    this.outputs = new Buffer(configuration.width());
    this.packed = kernels.packedRows();
  }

  /**
   * @param rows final-norm rows of the nodes that were read, in their order, [read × width]; valid
   *     until the next pass
   * @param states the states of the saved nodes, in their order
   */
  public record Output(Rows rows, List<State> states) {}

  /**
   * @param read the nodes whose distribution somebody wants, ascending, at least one
   * @param saved the nodes whose state is kept, ascending, each of them also read
   */
  public Output run(Forest forest, int[] read, int[] saved) {
    Rows stream = streams.rows(forest.size());
    Batch batch = new Batch(forest, read, new StateRecorder(forest, saved), stream);
    embed(batch);
    if (rotary != null) {
      rotary.fill(compute, batch);
    }
    List<LayerWeights> layers = model.weights().layers();
    int[] seen = new int[LayerKind.values().length];
    for (int layer = 0; layer < layers.size(); layer++) {
      int index = seen[model.configuration().layers().get(layer).ordinal()]++;
      mix(layers.get(layer), index, batch, layer == layers.size() - 1);
      LayerWeights.FeedForward weights = layers.get(layer).feedForward();
      input.of(batch, layers.get(layer).feedForwardNorm());
      addProjection(batch, feedForward.apply(weights, batch, input), weights.down());
    }
    return output(batch);
  }

  private void embed(Batch batch) {
    Forest forest = batch.forest();
    float scale = model.configuration().embeddingScale();
    compute.forRows(
        forest.size(),
        node ->
            compute
                .kernels()
                .embed(
                    model.weights().embedding(), forest.token(node), scale, batch.stream(), node));
  }

  private void mix(LayerWeights layer, int index, Batch batch, boolean last) {
    input.of(batch, layer.mixerNorm());
    if (layer.mixer() instanceof Mixer.Recurrent weights) {
      addProjection(batch, recurrent.apply(weights, index, batch, input, last), weights.output());
    } else if (layer.mixer() instanceof Mixer.Attention weights) {
      addProjection(batch, attention.apply(weights, index, batch, input, last), weights.output());
    }
  }

  /** stream += linear(in), for the carried rows. */
  private void addProjection(Batch batch, Rows in, Linear linear) {
    Rows projected = projections.rows(batch.rows());
    compute.pack(batch.rows(), row -> {}, in, packed);
    compute.multiply(packed, linear.weights(), projected);
    compute.forRows(
        batch.rows(),
        row -> {
          compute.addBias(projected, row, linear.bias());
          compute.kernels().add(batch.stream(), row, projected);
        });
  }

  private Output output(Batch batch) {
    Rows rows = outputs.rows(batch.rows());
    compute.forRows(
        batch.rows(),
        row ->
            compute
                .kernels()
                .normalize(
                    batch.stream(),
                    row,
                    model.weights().finalNorm(),
                    model.configuration().normEpsilon(),
                    rows));
    StateRecorder recorder = batch.recorder();
    List<float[]> saved = new ArrayList<>();
    int row = 0;
    for (int node : recorder.nodes()) {
      while (batch.node(row) != node) {
        row++;
      }
      saved.add(Arrays.copyOfRange(rows.data(), rows.start(row), rows.start(row) + rows.columns()));
    }
    return new Output(rows, recorder.states(saved));
  }
}
