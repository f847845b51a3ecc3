package dev.assay.testing;

import dev.assay.kernel.Activation;
import dev.assay.kernel.BFloat16Matrix;
import dev.assay.kernel.ConvolutionParameters;
import dev.assay.kernel.Float32Matrix;
import dev.assay.kernel.GateParameters;
import dev.assay.kernel.Int8Matrix;
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
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/** Models in memory with random weights and shapes, for properties that hold of any model. */
public final class RandomModel {
  private final Random random;
  private final ModelConfiguration configuration;

  private RandomModel(Random random, ModelConfiguration configuration) {
    this.random = random;
    this.configuration = configuration;
  }

  /** A model of the given shape. */
  public static Model of(ModelConfiguration configuration, Random random) {
    return new RandomModel(random, configuration).model();
  }

  /** A small model of random shape: block patterns, odd widths, windows, caps, with or without. */
  public static ModelConfiguration shape(Random random) {
    boolean recurrent = random.nextInt(3) > 0;
    int keyValueHeads = 1 + random.nextInt(2);
    int heads = keyValueHeads * (1 + random.nextInt(3));
    int headDimension = 4 * (1 + random.nextInt(10));
    int window = random.nextBoolean() ? 2 + random.nextInt(40) : Integer.MAX_VALUE;
    int blocks = 1 + random.nextInt(3);
    int layers = 2 + random.nextInt(4);
    List<LayerKind> kinds =
        IntStream.range(0, layers)
            .mapToObj(i -> recurrent && i % 3 != 2 ? LayerKind.RECURRENT : LayerKind.ATTENTION)
            .toList();
    return new ModelConfiguration(
        recurrent ? "recurrent_gemma" : "gemma",
        40 + random.nextInt(1200),
        5 + random.nextInt(60),
        kinds,
        new AttentionShape(heads, keyValueHeads, headDimension, headDimension / 2, 10_000, window),
        recurrent ? new RecurrenceShape(blocks * (3 + random.nextInt(40)), blocks, 4) : null,
        7 + random.nextInt(80),
        random.nextBoolean() ? Activation.GELU_TANH : Activation.SILU,
        1e-6f,
        1.5f,
        random.nextBoolean() ? 30f : 0f,
        random.nextBoolean(),
        Integer.MAX_VALUE);
  }

  private Model model() {
    int width = configuration.width();
    List<LayerWeights> layers = new ArrayList<>();
    for (LayerKind kind : configuration.layers()) {
      int expanded = configuration.feedForwardWidth();
      layers.add(
          new LayerWeights(
              vector(width, 1f),
              kind == LayerKind.RECURRENT ? recurrent() : attention(),
              vector(width, 1f),
              new LayerWeights.FeedForward(
                  linear(expanded, width), linear(expanded, width), linear(width, expanded))));
    }
    Matrix embedding = matrix(configuration.vocabularySize(), width);
    Matrix head =
        configuration.tiedHead() ? embedding : matrix(configuration.vocabularySize(), width);
    return new Model(configuration, new Weights(embedding, layers, vector(width, 1f), head));
  }

  private Mixer attention() {
    AttentionShape shape = configuration.attention();
    int width = configuration.width();
    return new Mixer.Attention(
        linear(shape.queryWidth(), width),
        linear(shape.keyValueWidth(), width),
        linear(shape.keyValueWidth(), width),
        linear(width, shape.queryWidth()));
  }

  private Mixer recurrent() {
    RecurrenceShape shape = configuration.recurrence();
    int channels = shape.paddedWidth();
    int width = configuration.width();
    float[][] taps = new float[shape.convolutionWidth()][];
    for (int k = 0; k < taps.length; k++) {
      taps[k] = vector(channels, 0.3f);
    }
    float[] decay = new float[channels];
    for (int c = 0; c < channels; c++) {
      decay[c] = -0.01f - random.nextFloat();
    }
    List<Matrix> inputGates = new ArrayList<>();
    List<Matrix> recurrenceGates = new ArrayList<>();
    for (int b = 0; b < shape.blocks(); b++) {
      inputGates.add(matrix(shape.paddedBlockWidth(), shape.paddedBlockWidth()));
      recurrenceGates.add(matrix(shape.paddedBlockWidth(), shape.paddedBlockWidth()));
    }
    return new Mixer.Recurrent(
        linear(channels, width),
        linear(channels, width),
        new ConvolutionParameters(taps, vector(channels, 0f)),
        inputGates,
        recurrenceGates,
        new GateParameters(vector(channels, 0f), vector(channels, 0f), decay),
        linear(width, channels));
  }

  private Linear linear(int outputs, int inputs) {
    return new Linear(matrix(outputs, inputs), random.nextBoolean() ? vector(outputs, 0f) : null);
  }

  /** Of any encoding: float32, int8 or bfloat16. */
  private Matrix matrix(int outputs, int inputs) {
    double scale = 1.5 / Math.sqrt(inputs);
    int encoding = random.nextInt(3);
    if (encoding < 2) {
      Float32Matrix exact = new Float32Matrix(outputs, inputs);
      Int8Matrix quantized = new Int8Matrix(outputs, inputs);
      float[] row = new float[inputs];
      for (int output = 0; output < outputs; output++) {
        for (int i = 0; i < inputs; i++) {
          row[i] = (float) (random.nextGaussian() * scale);
        }
        exact.setRow(output, row);
        quantized.setRow(output, row);
      }
      return encoding == 0 ? exact : quantized;
    }
    BFloat16Matrix matrix = new BFloat16Matrix(outputs, inputs);
    short[] row = new short[inputs];
    for (int output = 0; output < outputs; output++) {
      for (int i = 0; i < inputs; i++) {
        row[i] = (short) (Float.floatToIntBits((float) (random.nextGaussian() * scale)) >>> 16);
      }
      matrix.setRow(output, row);
    }
    return matrix;
  }

  private float[] vector(int length, float mean) {
    float[] vector = new float[length];
    for (int i = 0; i < length; i++) {
      vector[i] = mean + (float) random.nextGaussian() * 0.2f;
    }
    return vector;
  }
}
