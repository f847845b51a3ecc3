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
 * The model: embeddings, residual layers, final norm, over all nodes of a forest at once. Holds the
 * buffers of one pass, so one pass runs at a time; what lasts is returned.
 *
 * <p>Sources: Griffin (arXiv 2402.19427) and recurrentgemma/torch/griffin.py for RecurrentGemma;
 * transformers' modeling files of the others (see {@link dev.assay.core.family.Families}).
 */
public final class ForwardPass {
  private final Model model;
  private final Compute compute;
  private final LayerInput input;
  private final RecurrentBlock recurrent;
  private final AttentionBlock attention;
  private final FeedForwardBlock feedForward;
  private final Buffer streams;
  private final Buffer projections;
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
    this.attention =
        configuration.attention() == null ? null : new AttentionBlock(compute, configuration);
    this.feedForward = new FeedForwardBlock(compute, configuration);
    this.streams = new Buffer(configuration.width());
    this.projections = new Buffer(configuration.width());
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
    if (attention != null) {
      attention.prepare(batch);
    }
    List<LayerWeights> layers = model.weights().layers();
    input.of(batch, node -> embed(batch, node), layers.get(0).mixerNorm());
    int attended = 0;
    for (int i = 0; i < layers.size(); i++) {
      LayerWeights layer = layers.get(i);
      boolean last = i == layers.size() - 1;
      float[] nextNorm = last ? model.weights().finalNorm() : layers.get(i + 1).mixerNorm();
      if (model.configuration().layers().get(i) instanceof LayerKind.Attention kind) {
        attend(layer, new AttentionBlock.Layer(attended++, kind), batch, last);
      } else {
        recur(layer, i - attended, batch, last);
      }
      LayerWeights.FeedForward weights = layer.feedForward();
      Rows expanded = feedForward.apply(weights, batch, input);
      add(batch, expanded, weights.down(), layer.feedForwardOutputNorm(), nextNorm);
    }
    return output(batch);
  }

  private void embed(Batch batch, int node) {
    float scale = model.configuration().embeddingScale();
    int token = batch.forest().token(node);
    compute.kernels().embed(model.weights().embedding(), token, scale, batch.stream(), node);
  }

  private void attend(LayerWeights layer, AttentionBlock.Layer place, Batch batch, boolean last) {
    Mixer.Attention weights = (Mixer.Attention) layer.mixer();
    Rows heads = attention.apply(weights, place, batch, input, last);
    add(batch, heads, weights.output(), layer.mixerOutputNorm(), layer.feedForwardNorm());
  }

  private void recur(LayerWeights layer, int index, Batch batch, boolean last) {
    Mixer.Recurrent weights = (Mixer.Recurrent) layer.mixer();
    Rows channels = recurrent.apply(weights, index, batch, input, last);
    add(batch, channels, weights.output(), layer.mixerOutputNorm(), layer.feedForwardNorm());
  }

  /**
   * stream += norm(linear(in)), for the carried rows, without a norm where it is null; then the
   * input of what comes next.
   */
  private void add(Batch batch, Rows in, Linear linear, float[] norm, float[] nextNorm) {
    Rows projected = projections.rows(batch.rows());
    compute.pack(batch.rows(), row -> {}, in, packed);
    compute.project(packed, new Compute.Projection(linear, projected));
    input.of(
        batch,
        row -> {
          if (norm != null) {
            float epsilon = model.configuration().normEpsilon();
            compute.kernels().normalize(projected, row, norm, epsilon, projected);
          }
          compute.kernels().add(batch.stream(), row, projected);
        },
        nextNorm);
  }

  private Output output(Batch batch) {
    Rows rows = input.rows();
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
