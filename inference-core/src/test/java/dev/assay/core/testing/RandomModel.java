package dev.assay.core.testing;

import dev.assay.core.kernel.Activation;
import dev.assay.core.kernel.BFloat16Matrix;
import dev.assay.core.kernel.Float32Matrix;
import dev.assay.core.kernel.Int8Matrix;
import dev.assay.core.kernel.Matrix;
import dev.assay.core.model.AttentionShape;
import dev.assay.core.model.LayerKind;
import dev.assay.core.model.Model;
import dev.assay.core.model.ModelAssembly;
import dev.assay.core.model.ModelConfiguration;
import dev.assay.core.model.RecurrenceShape;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/** Models in memory with random weights and shapes, for properties that hold of any model. */
public final class RandomModel implements ModelAssembly.Parts {
  private final Random random;

  private RandomModel(Random random) {
    this.random = random;
  }

  /** A model of the given shape. */
  public static Model of(ModelConfiguration configuration, Random random) {
    return ModelAssembly.of(configuration, new RandomModel(random));
  }

  /** A model of a random shape that was made for so many positions. */
  public static Model limited(int positions, Random random) {
    ModelConfiguration c = shape(random);
    return of(resized(c, c.vocabularySize(), positions), random);
  }

  /** A model of a random shape that knows so many tokens. */
  public static Model speaking(int vocabulary, Random random) {
    ModelConfiguration c = shape(random);
    return of(resized(c, vocabulary, c.maximumPositions()), random);
  }

  private static ModelConfiguration resized(ModelConfiguration c, int vocabulary, int positions) {
    return new ModelConfiguration(
        c.family(),
        vocabulary,
        c.width(),
        c.layers(),
        c.attention(),
        c.recurrence(),
        c.feedForwardWidth(),
        c.activation(),
        c.normEpsilon(),
        c.embeddingScale(),
        c.logitSoftCap(),
        c.tiedHead(),
        positions);
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

  @Override
  public float[] bias(int outputs) {
    return random.nextBoolean() ? vector(outputs, 0f) : null;
  }

  @Override
  public float[] norm(int width) {
    return vector(width, 1f);
  }

  @Override
  public float[] tap(int channels, int taps) {
    return vector(channels, 0.3f);
  }

  @Override
  public float[] channelBias(int channels) {
    return vector(channels, 0f);
  }

  @Override
  public float[] logDecay(int channels) {
    float[] decay = new float[channels];
    for (int c = 0; c < channels; c++) {
      decay[c] = -0.01f - random.nextFloat();
    }
    return decay;
  }

  /** Of any encoding: float32, int8 or bfloat16. */
  @Override
  public Matrix matrix(int outputs, int inputs) {
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
