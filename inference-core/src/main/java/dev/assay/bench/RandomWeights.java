package dev.assay.bench;

import dev.assay.kernel.BFloat16Matrix;
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
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * A model with random bfloat16 weights, uniform with variance 1/inputs: as fast as a trained one,
 * and finite. The same for any number of threads.
 */
final class RandomWeights {
  private static final double UNIT_VARIANCE = Math.sqrt(3);

  private final ModelConfiguration configuration;
  private final List<BFloat16Matrix> matrices = new ArrayList<>();

  private RandomWeights(ModelConfiguration configuration) {
    this.configuration = configuration;
  }

  static Model of(ModelConfiguration configuration, long seed, ThreadTeam team) {
    RandomWeights random = new RandomWeights(configuration);
    Model model = new Model(configuration, random.weights());
    random.fill(seed, team);
    return model;
  }

  private Weights weights() {
    int width = configuration.width();
    Matrix embedding = matrix(configuration.vocabularySize(), width);
    List<LayerWeights> layers = configuration.layers().stream().map(this::layer).toList();
    Matrix head =
        configuration.tiedHead() ? embedding : matrix(configuration.vocabularySize(), width);
    return new Weights(embedding, layers, constant(width, 1f), head);
  }

  private LayerWeights layer(LayerKind kind) {
    int width = configuration.width();
    int expanded = configuration.feedForwardWidth();
    return new LayerWeights(
        constant(width, 1f),
        kind == LayerKind.RECURRENT ? recurrence() : attention(),
        constant(width, 1f),
        new LayerWeights.FeedForward(
            linear(expanded, width), linear(expanded, width), linear(width, expanded)));
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

  private Mixer recurrence() {
    RecurrenceShape shape = configuration.recurrence();
    int width = configuration.width();
    int channels = shape.paddedWidth();
    float[][] taps = new float[shape.convolutionWidth()][];
    Arrays.setAll(taps, tap -> constant(channels, 1f / taps.length));
    return new Mixer.Recurrent(
        linear(channels, width),
        linear(channels, width),
        new ConvolutionParameters(taps, constant(channels, 0f)),
        gates(shape),
        gates(shape),
        new GateParameters(
            constant(channels, 0f), constant(channels, 0f), constant(channels, -0.5f)),
        linear(width, channels));
  }

  private List<Matrix> gates(RecurrenceShape shape) {
    int block = shape.paddedBlockWidth();
    return IntStream.range(0, shape.blocks()).mapToObj(b -> (Matrix) matrix(block, block)).toList();
  }

  /** With a bias where the family has one: RecurrentGemma, as good as everywhere. */
  private Linear linear(int outputs, int inputs) {
    boolean biased = configuration.recurrence() != null;
    return new Linear(matrix(outputs, inputs), biased ? constant(outputs, 0f) : null);
  }

  private BFloat16Matrix matrix(int outputs, int inputs) {
    BFloat16Matrix matrix = new BFloat16Matrix(outputs, inputs);
    matrices.add(matrix);
    return matrix;
  }

  private static float[] constant(int length, float value) {
    float[] values = new float[length];
    Arrays.fill(values, value);
    return values;
  }

  private void fill(long seed, ThreadTeam team) {
    SplittableRandom seeds = new SplittableRandom(seed);
    for (BFloat16Matrix matrix : matrices) {
      long matrixSeed = seeds.nextLong();
      team.forEach(matrix.tiles(), (worker, tile) -> fill(matrix, tile, matrixSeed + tile));
    }
  }

  private static void fill(BFloat16Matrix matrix, int tile, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    int inputs = matrix.inputs();
    // From 16 random bits, four weights to a draw.
    float scale = (float) (UNIT_VARIANCE / Math.sqrt(inputs) / (1 << 15));
    int outputs = Math.min(Matrix.TILE_COLUMNS, matrix.outputs() - tile * Matrix.TILE_COLUMNS);
    short[] rows = new short[Matrix.TILE_COLUMNS * inputs];
    long bits = 0;
    for (int i = 0; i < outputs * inputs; i++, bits >>>= Short.SIZE) {
      bits = i % 4 == 0 ? random.nextLong() : bits;
      rows[i] = (short) (Float.floatToRawIntBits(scale * (short) bits) >>> Short.SIZE);
    }
    matrix.setTile(tile, rows);
  }
}
