package dev.assay.core.testing;

import dev.assay.core.family.Biases;
import dev.assay.core.family.Families;
import dev.assay.core.family.Family;
import dev.assay.core.kernel.Activation;
import dev.assay.core.kernel.BFloat16Matrix;
import dev.assay.core.kernel.Float32Matrix;
import dev.assay.core.kernel.Int8Matrix;
import dev.assay.core.kernel.Matrix;
import dev.assay.core.model.AttentionShape;
import dev.assay.core.model.LayerKind;
import dev.assay.core.model.LayerKind.Attention;
import dev.assay.core.model.Model;
import dev.assay.core.model.ModelAssembly;
import dev.assay.core.model.ModelConfiguration;
import dev.assay.core.model.RecurrenceShape;
import dev.assay.core.model.Rotary;
import dev.assay.core.model.RotaryScaling;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

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
        c.biases(),
        c.tiedHead(),
        positions);
  }

  /** A small model of random shape, of any family. */
  public static ModelConfiguration shape(Random random) {
    boolean recurrent = random.nextInt(2) > 0;
    int others = random.nextInt(Families.ALL.size());
    return shape(recurrent ? Families.RECURRENT_GEMMA : Families.ALL.get(others), random);
  }

  /**
   * A small model of a family and of random shape: block patterns, odd widths, windows of all, some
   * or no layers, two rotary tables, caps of scores and of logits, biases.
   */
  public static ModelConfiguration shape(Family family, Random random) {
    int keyValueHeads = 1 + random.nextInt(2);
    int heads = keyValueHeads * (1 + random.nextInt(3));
    int headDimension = 4 * (1 + random.nextInt(10));
    int blocks = 1 + random.nextInt(3);
    ModelConfiguration shape =
        new ModelConfiguration(
            family,
            40 + random.nextInt(1200),
            5 + random.nextInt(60),
            layers(family, headDimension, random),
            new AttentionShape(
                heads,
                keyValueHeads,
                headDimension,
                AttentionShape.inverseRoot(headDimension + random.nextInt(3)),
                random.nextBoolean() ? 2f : 0f),
            new RecurrenceShape(blocks * (3 + random.nextInt(40)), blocks, 4),
            7 + random.nextInt(80),
            random.nextBoolean() ? Activation.GELU_TANH : Activation.SILU,
            1e-6f,
            1.5f,
            random.nextBoolean() ? 30f : 0f,
            new Biases(random.nextBoolean(), random.nextBoolean(), random.nextBoolean()),
            random.nextBoolean(),
            Integer.MAX_VALUE);
    return shape.withLayers(shape.layers());
  }

  /** One of three: windows everywhere, nowhere, or in all but every second or third layer. */
  private static List<LayerKind> layers(Family family, int headDimension, Random random) {
    int turned = random.nextBoolean() ? headDimension : headDimension / 2;
    int window = 2 + random.nextInt(40);
    int period = random.nextInt(4);
    LayerKind full = new Attention(Attention.EVERY_KEY, Rotary.of(turned, 10_000));
    LayerKind sliding =
        new Attention(
            window,
            random.nextBoolean()
                ? Rotary.of(turned, 10_000)
                : new Rotary(turned, 500, new RotaryScaling.Llama3(4, 1, 4, 16)));
    List<LayerKind> layers = new ArrayList<>();
    for (int i = 2 + random.nextInt(4); i > 0; i--) {
      int index = layers.size();
      boolean slides = period == 1 || period > 1 && index % period != period - 1;
      LayerKind attention = slides ? sliding : full;
      layers.add(family.recurrent() && index % 3 != 2 ? LayerKind.RECURRENT : attention);
    }
    return layers;
  }

  /** The longest window of a model's attention layers; a query's every key where one has none. */
  public static int longestWindow(ModelConfiguration shape) {
    return shape.attentionLayers().stream().mapToInt(Attention::visibleKeys).max().orElse(0);
  }

  @Override
  public float[] bias(int outputs) {
    return vector(outputs, 0f);
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
