package dev.assay.core.checkpoint;

import dev.assay.core.family.TensorPlan;
import dev.assay.core.kernel.ConvolutionParameters;
import dev.assay.core.kernel.GateParameters;
import dev.assay.core.kernel.Matrix;
import dev.assay.core.kernel.Quantization;
import dev.assay.core.model.AttentionShape;
import dev.assay.core.model.LayerKind;
import dev.assay.core.model.LayerWeights;
import dev.assay.core.model.Linear;
import dev.assay.core.model.Mixer;
import dev.assay.core.model.Model;
import dev.assay.core.model.ModelConfiguration;
import dev.assay.core.model.RecurrenceShape;
import dev.assay.core.model.Weights;
import dev.assay.core.parallel.ThreadTeam;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/**
 * Builds a model from tensors that were checked. Layers are allocated side by side, for touching so
 * much memory for the first time takes as long as filling it; then tiles are filled by all.
 */
final class WeightLoader {
  private static final int CHANNEL_DECAY = -8;

  private final ModelConfiguration configuration;
  private final TensorPlan plan;
  private final Map<String, Tensor> tensors;
  private final float normAddend;
  private final TensorReader reader;
  private final Quantization quantization;
  private final List<MatrixFill> fills = Collections.synchronizedList(new ArrayList<>());

  private WeightLoader(
      ModelConfiguration configuration,
      WeightFiles files,
      TensorReader reader,
      Quantization quantization) {
    this.configuration = configuration;
    this.plan = configuration.family().tensors();
    this.tensors = files.tensors();
    this.normAddend = files.wholeNorms() ? 0f : configuration.family().norms().addend();
    this.reader = reader;
    this.quantization = quantization;
  }

  static Model load(
      ModelConfiguration configuration,
      WeightFiles files,
      TensorReader reader,
      Quantization quantization,
      ThreadTeam team) {
    WeightLoader loader = new WeightLoader(configuration, files, reader, quantization);
    Model model = new Model(configuration, loader.weights(team));
    loader.fill(team);
    return model;
  }

  private Weights weights(ThreadTeam team) {
    LayerWeights[] layers = new LayerWeights[configuration.layers().size()];
    Matrix[] ends = new Matrix[configuration.tiedHead() ? 1 : 2];
    team.forEach(
        ends.length + layers.length,
        (worker, item) -> {
          if (item < ends.length) {
            ends[item] =
                matrix(
                    item == 0 ? TensorPlan.EMBEDDING : TensorPlan.HEAD,
                    configuration.vocabularySize(),
                    configuration.width());
          } else {
            layers[item - ends.length] = layer(item - ends.length);
          }
        });
    return new Weights(ends[0], List.of(layers), norm(plan.finalNorm()), ends[ends.length - 1]);
  }

  private LayerWeights layer(int layer) {
    String mixer = TensorPlan.layer(layer, plan.mixer());
    boolean outputNorms = configuration.family().norms().ofOutputs();
    return new LayerWeights(
        norm(TensorPlan.layer(layer, plan.mixerNorm())),
        configuration.layers().get(layer) instanceof LayerKind.Attention
            ? attention(mixer)
            : recurrence(mixer),
        outputNorms ? norm(TensorPlan.layer(layer, plan.mixerOutputNorm())) : null,
        norm(TensorPlan.layer(layer, plan.feedForwardNorm())),
        feedForward(TensorPlan.layer(layer, plan.feedForward())),
        outputNorms ? norm(TensorPlan.layer(layer, plan.feedForwardOutputNorm())) : null);
  }

  private LayerWeights.FeedForward feedForward(String prefix) {
    int width = configuration.width();
    int expanded = configuration.feedForwardWidth();
    String gateAndUp = prefix + "gate_up_proj";
    return new LayerWeights.FeedForward(
        plan.fused()
            ? part(gateAndUp, 0, expanded, width)
            : linear(prefix + "gate_proj", expanded, width),
        plan.fused()
            ? part(gateAndUp, expanded, expanded, width)
            : linear(prefix + "up_proj", expanded, width),
        linear(prefix + "down_proj", width, expanded));
  }

  private Mixer attention(String prefix) {
    AttentionShape shape = configuration.attention();
    int width = configuration.width();
    int queries = shape.queryWidth();
    int keys = shape.keyValueWidth();
    boolean headNorms = configuration.family().norms().ofHeads();
    String all = prefix + "qkv_proj";
    return new Mixer.Attention(
        plan.fused() ? part(all, 0, queries, width) : linear(prefix + "q_proj", queries, width),
        plan.fused() ? part(all, queries, keys, width) : linear(prefix + "k_proj", keys, width),
        plan.fused()
            ? part(all, queries + keys, keys, width)
            : linear(prefix + "v_proj", keys, width),
        linear(prefix + "o_proj", width, queries),
        headNorms ? norm(prefix + "q_norm.weight") : null,
        headNorms ? norm(prefix + "k_norm.weight") : null);
  }

  private Mixer recurrence(String prefix) {
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
        fromChannels(prefix + "linear_out"));
  }

  /** log(1 + exp(λ)), in float32 as the originals take it, and λ itself beyond 20. */
  private static float softplus(float lambda) {
    return lambda > 20 ? lambda : (float) StrictMath.log1p(StrictMath.exp(lambda));
  }

  private Linear toChannels(String name) {
    MatrixFill.Source source =
        MatrixFill.Source.rows(channels(), MatrixFill.Axis.plain(configuration.width()));
    return new Linear(matrix(name + ".weight", source), padded(vector(name + ".bias")));
  }

  private Linear fromChannels(String name) {
    MatrixFill.Source source =
        MatrixFill.Source.rows(MatrixFill.Axis.plain(configuration.width()), channels());
    return new Linear(matrix(name + ".weight", source), vector(name + ".bias"));
  }

  private MatrixFill.Axis channels() {
    RecurrenceShape shape = configuration.recurrence();
    return new MatrixFill.Axis(shape.blocks(), shape.blockWidth(), shape.paddedBlockWidth());
  }

  /**
   * Not in int8, but as the file has them: they are a hundredth of the weights, and decide what is
   * forgotten.
   */
  private List<Matrix> gates(String name) {
    RecurrenceShape shape = configuration.recurrence();
    List<Matrix> gates = new ArrayList<>();
    for (int block = 0; block < shape.blocks(); block++) {
      gates.add(
          matrix(
              name,
              MatrixFill.Source.transposedBlock(
                  block, shape.blockWidth(), shape.paddedBlockWidth()),
              quantization == Quantization.INT8 ? Quantization.NONE : quantization));
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
    return part(name, 0, outputs, inputs);
  }

  /** The rows from {@code first} on of a linear layer in which several are fused. */
  private Linear part(String name, int first, int outputs, int inputs) {
    Tensor bias = tensors.get(name + ".bias");
    MatrixFill.Source rows =
        MatrixFill.Source.rows(MatrixFill.Axis.plain(outputs), MatrixFill.Axis.plain(inputs));
    return new Linear(
        matrix(name + ".weight", rows.from((long) first * inputs)),
        bias == null ? null : Arrays.copyOfRange(floats(bias), first, first + outputs));
  }

  private Matrix matrix(String name, int outputs, int inputs) {
    return matrix(
        name,
        MatrixFill.Source.rows(MatrixFill.Axis.plain(outputs), MatrixFill.Axis.plain(inputs)));
  }

  private Matrix matrix(String name, MatrixFill.Source source) {
    return matrix(name, source, quantization);
  }

  private Matrix matrix(String name, MatrixFill.Source source, Quantization held) {
    MatrixFill fill = new MatrixFill(tensors.get(name), source, held);
    fills.add(fill);
    return fill.matrix();
  }

  private float[] norm(String name) {
    float[] weights = vector(name);
    for (int i = 0; i < weights.length; i++) {
      weights[i] += normAddend;
    }
    return weights;
  }

  private float[] vector(String name) {
    return floats(tensors.get(name));
  }

  private float[] floats(Tensor tensor) {
    float[] values = reader.floats(tensor);
    if (quantization == Quantization.BFLOAT16) {
      for (int i = 0; i < values.length; i++) {
        values[i] = BFloat16.toFloat(BFloat16.bits(values[i]));
      }
    }
    return values;
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
    MatrixFill.Tile[] scratch = new MatrixFill.Tile[team.size()];
    Arrays.setAll(scratch, worker -> new MatrixFill.Tile());
    int[] ends = new int[fills.size()];
    int parts = 0;
    for (int i = 0; i < ends.length; i++) {
      parts += fills.get(i).parts();
      ends[i] = parts;
    }
    team.forEach(
        parts,
        (worker, part) -> {
          int found = Arrays.binarySearch(ends, part + 1);
          int matrix = found < 0 ? ~found : found;
          int tile = part - (ends[matrix] - fills.get(matrix).parts());
          fills.get(matrix).fill(tile, reader, scratch[worker]);
        });
  }
}
