package dev.assay.checkpoint;

import dev.assay.kernel.ConvolutionParameters;
import dev.assay.kernel.GateParameters;
import dev.assay.kernel.Matrix;
import dev.assay.model.AttentionShape;
import dev.assay.model.LayerKind;
import dev.assay.model.LayerWeights;
import dev.assay.model.Linear;
import dev.assay.model.Mixer;
import dev.assay.model.Model;
import dev.assay.model.ModelConfiguration;
import dev.assay.model.RecurrenceShape;
import dev.assay.model.Weights;
import dev.assay.parallel.ThreadTeam;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Builds a model from tensors that were checked: matrices are allocated first, then filled by all.
 */
final class WeightLoader {
  private static final int CHANNEL_DECAY = -8;

  private final ModelConfiguration configuration;
  private final TensorNames names;
  private final Map<String, Tensor> tensors;
  private final TensorReader reader;
  private final List<MatrixFill> fills = new ArrayList<>();

  private WeightLoader(
      ModelConfiguration configuration, Map<String, Tensor> tensors, TensorReader reader) {
    this.configuration = configuration;
    this.names = TensorNames.of(configuration.family());
    this.tensors = tensors;
    this.reader = reader;
  }

  static Model load(
      ModelConfiguration configuration, WeightFiles files, TensorReader reader, ThreadTeam team) {
    WeightLoader loader = new WeightLoader(configuration, files.tensors(), reader);
    Model model = new Model(configuration, loader.weights());
    loader.fill(team);
    return model;
  }

  private Weights weights() {
    int width = configuration.width();
    int vocabulary = configuration.vocabularySize();
    Matrix embedding = matrix(TensorNames.EMBEDDING, vocabulary, width);
    List<LayerWeights> layers = new ArrayList<>();
    for (int layer = 0; layer < configuration.layers().size(); layer++) {
      layers.add(layer(layer));
    }
    Matrix head =
        configuration.tiedHead() ? embedding : matrix(TensorNames.HEAD, vocabulary, width);
    return new Weights(embedding, layers, norm(names.finalNorm()), head);
  }

  private LayerWeights layer(int layer) {
    int width = configuration.width();
    int expanded = configuration.feedForwardWidth();
    String mixer = TensorNames.layer(layer, names.mixer());
    String feedForward = TensorNames.layer(layer, names.feedForward());
    return new LayerWeights(
        norm(TensorNames.layer(layer, names.mixerNorm())),
        configuration.layers().get(layer) == LayerKind.RECURRENT
            ? recurrence(mixer)
            : attention(mixer),
        norm(TensorNames.layer(layer, names.feedForwardNorm())),
        new LayerWeights.FeedForward(
            linear(feedForward + "gate_proj", expanded, width),
            linear(feedForward + "up_proj", expanded, width),
            linear(feedForward + "down_proj", width, expanded)));
  }

  private Mixer attention(String prefix) {
    AttentionShape shape = configuration.attention();
    int width = configuration.width();
    return new Mixer.Attention(
        linear(prefix + "q_proj", shape.queryWidth(), width),
        linear(prefix + "k_proj", shape.keyValueWidth(), width),
        linear(prefix + "v_proj", shape.keyValueWidth(), width),
        linear(prefix + "o_proj", width, shape.queryWidth()));
  }

  private Mixer recurrence(String prefix) {
    RecurrenceShape shape = configuration.recurrence();
    float[] logDecay = vector(prefix + "rg_lru.recurrent_param");
    for (int channel = 0; channel < logDecay.length; channel++) {
      logDecay[channel] = CHANNEL_DECAY * softplus(logDecay[channel]);
    }
    return new Mixer.Recurrent(
        toChannels(prefix + "linear_y"),
        toChannels(prefix + "linear_x"),
        convolution(prefix + "conv_1d"),
        gates(prefix + "rg_lru.input_gate_weight"),
        gates(prefix + "rg_lru.recurrent_gate_weight"),
        new GateParameters(
            padded(vector(prefix + "rg_lru.input_gate_bias")),
            padded(vector(prefix + "rg_lru.recurrent_gate_bias")),
            padded(logDecay)),
        fromChannels(prefix + "linear_out", shape));
  }

  /** log(1 + exp(λ)), in float32 as the originals take it, and λ itself beyond 20. */
  private static float softplus(float lambda) {
    return lambda > 20 ? lambda : (float) StrictMath.log1p(StrictMath.exp(lambda));
  }

  private Linear toChannels(String name) {
    RecurrenceShape shape = configuration.recurrence();
    MatrixFill.Source source =
        MatrixFill.Source.whole(shape.width(), configuration.width())
            .withRows(shape::paddedChannel);
    Matrix weights = matrix(name + ".weight", shape.paddedWidth(), configuration.width(), source);
    return new Linear(weights, padded(vector(name + ".bias")));
  }

  private Linear fromChannels(String name, RecurrenceShape shape) {
    MatrixFill.Source source =
        MatrixFill.Source.whole(configuration.width(), shape.width())
            .withColumns(shape::paddedChannel);
    Matrix weights = matrix(name + ".weight", configuration.width(), shape.paddedWidth(), source);
    return new Linear(weights, vector(name + ".bias"));
  }

  private List<Matrix> gates(String name) {
    RecurrenceShape shape = configuration.recurrence();
    List<Matrix> gates = new ArrayList<>();
    for (int block = 0; block < shape.blocks(); block++) {
      MatrixFill.Source source = MatrixFill.Source.transposedBlock(block, shape.blockWidth());
      gates.add(matrix(name, shape.paddedBlockWidth(), shape.paddedBlockWidth(), source));
    }
    return gates;
  }

  /** Weights [channels, 1, taps]: the last tap weighs the token itself. */
  private ConvolutionParameters convolution(String prefix) {
    RecurrenceShape shape = configuration.recurrence();
    float[] weights = vector(prefix + ".weight");
    float[][] taps = new float[shape.convolutionWidth()][];
    for (int tap = 0; tap < taps.length; tap++) {
      float[] channels = new float[shape.width()];
      for (int channel = 0; channel < channels.length; channel++) {
        channels[channel] = weights[channel * taps.length + tap];
      }
      taps[tap] = padded(channels);
    }
    return new ConvolutionParameters(taps, padded(vector(prefix + ".bias")));
  }

  private Linear linear(String name, int outputs, int inputs) {
    Tensor bias = tensors.get(name + ".bias");
    return new Linear(
        matrix(name + ".weight", outputs, inputs), bias == null ? null : reader.floats(bias));
  }

  private Matrix matrix(String name, int outputs, int inputs) {
    return matrix(name, outputs, inputs, MatrixFill.Source.whole(outputs, inputs));
  }

  private Matrix matrix(String name, int outputs, int inputs, MatrixFill.Source source) {
    MatrixFill fill = new MatrixFill(tensors.get(name), outputs, inputs, source);
    fills.add(fill);
    return fill.matrix();
  }

  private float[] norm(String name) {
    float[] weights = vector(name);
    for (int i = 0; i < weights.length; i++) {
      weights[i] += names.normAddend();
    }
    return weights;
  }

  private float[] vector(String name) {
    return reader.floats(tensors.get(name));
  }

  private float[] padded(float[] channels) {
    RecurrenceShape shape = configuration.recurrence();
    float[] padded = new float[shape.paddedWidth()];
    for (int channel = 0; channel < channels.length; channel++) {
      padded[shape.paddedChannel(channel)] = channels[channel];
    }
    return padded;
  }

  private void fill(ThreadTeam team) {
    List<Runnable> parts = new ArrayList<>();
    for (MatrixFill fill : fills) {
      for (int part = 0; part < fill.parts(); part++) {
        int number = part;
        parts.add(() -> fill.fill(number, reader));
      }
    }
    team.forEach(parts.size(), (worker, part) -> parts.get(part).run());
  }
}
