package dev.assay.core.model;

import dev.assay.core.kernel.ConvolutionParameters;
import dev.assay.core.kernel.GateParameters;
import dev.assay.core.kernel.Matrix;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Which weights, of which sizes, a model of some configuration has: put together from any. */
public final class ModelAssembly {
  private final ModelConfiguration configuration;
  private final Parts parts;

  private ModelAssembly(ModelConfiguration configuration, Parts parts) {
    this.configuration = configuration;
    this.parts = parts;
  }

  /** Makes the weights. Arrays have a value per output, column or channel. */
  public interface Parts {
    Matrix matrix(int outputs, int inputs);

    /** A block of a gate: the kind that a quantised model keeps as it is. */
    default Matrix gate(int outputs, int inputs) {
      return matrix(outputs, inputs);
    }

    /** Of a linear layer that has one: 0 unless said otherwise. */
    default float[] bias(int outputs) {
      return new float[outputs];
    }

    /** What a normalised row is multiplied by: 1 unless said otherwise. */
    default float[] norm(int width) {
      return constant(width, 1f);
    }

    /** One of a convolution's taps: their mean unless said otherwise. */
    default float[] tap(int channels, int taps) {
      return constant(channels, 1f / taps);
    }

    /** Of a convolution or of a gate: 0 unless said otherwise. */
    default float[] channelBias(int channels) {
      return new float[channels];
    }

    /** Below 0, see {@link GateParameters}. */
    default float[] logDecay(int channels) {
      return constant(channels, -0.5f);
    }
  }

  private static float[] constant(int length, float value) {
    float[] values = new float[length];
    Arrays.fill(values, value);
    return values;
  }

  /** Asks for the weights in an order that depends on the configuration alone. */
  public static Model of(ModelConfiguration configuration, Parts parts) {
    return new Model(configuration, new ModelAssembly(configuration, parts).weights());
  }

  private Weights weights() {
    int width = configuration.width();
    List<LayerWeights> layers = configuration.layers().stream().map(this::layer).toList();
    Matrix embedding = parts.matrix(configuration.vocabularySize(), width);
    Matrix head =
        configuration.tiedHead() ? embedding : parts.matrix(configuration.vocabularySize(), width);
    return new Weights(embedding, layers, parts.norm(width), head);
  }

  private LayerWeights layer(LayerKind kind) {
    int width = configuration.width();
    int expanded = configuration.feedForwardWidth();
    boolean biased = configuration.biases().feedForward();
    boolean outputNorms = configuration.family().norms().ofOutputs();
    return new LayerWeights(
        parts.norm(width),
        kind instanceof LayerKind.Attention ? attention() : recurrence(),
        outputNorms ? parts.norm(width) : null,
        parts.norm(width),
        new LayerWeights.FeedForward(
            linear(expanded, width, biased),
            linear(expanded, width, biased),
            linear(width, expanded, biased)),
        outputNorms ? parts.norm(width) : null);
  }

  private Mixer attention() {
    AttentionShape shape = configuration.attention();
    int width = configuration.width();
    boolean biased = configuration.biases().queryKeyValue();
    boolean headNorms = configuration.family().norms().ofHeads();
    return new Mixer.Attention(
        linear(shape.queryWidth(), width, biased),
        linear(shape.keyValueWidth(), width, biased),
        linear(shape.keyValueWidth(), width, biased),
        linear(width, shape.queryWidth(), configuration.biases().attentionOutput()),
        headNorms ? parts.norm(shape.headDimension()) : null,
        headNorms ? parts.norm(shape.headDimension()) : null);
  }

  private Mixer recurrence() {
    RecurrenceShape shape = configuration.recurrence();
    int width = configuration.width();
    int channels = shape.paddedWidth();
    float[][] taps = new float[shape.convolutionWidth()][];
    for (int k = 0; k < taps.length; k++) {
      taps[k] = parts.tap(channels, taps.length);
    }
    float[] logDecay = parts.logDecay(channels);
    List<Matrix> inputGates = new ArrayList<>();
    List<Matrix> recurrenceGates = new ArrayList<>();
    for (int b = 0; b < shape.blocks(); b++) {
      inputGates.add(parts.gate(shape.paddedBlockWidth(), shape.paddedBlockWidth()));
      recurrenceGates.add(parts.gate(shape.paddedBlockWidth(), shape.paddedBlockWidth()));
    }
    return new Mixer.Recurrent(
        linear(channels, width, true),
        linear(channels, width, true),
        new ConvolutionParameters(taps, parts.channelBias(channels)),
        inputGates,
        recurrenceGates,
        new GateParameters(parts.channelBias(channels), parts.channelBias(channels), logDecay),
        linear(width, channels, true));
  }

  private Linear linear(int outputs, int inputs, boolean biased) {
    return new Linear(parts.matrix(outputs, inputs), biased ? parts.bias(outputs) : null);
  }
}
