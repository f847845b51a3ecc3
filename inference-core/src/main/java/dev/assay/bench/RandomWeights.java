package dev.assay.bench;

import dev.assay.kernel.BFloat16Matrix;
import dev.assay.kernel.Matrix;
import dev.assay.model.Model;
import dev.assay.model.ModelConfiguration;
import dev.assay.parallel.ThreadTeam;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/**
 * A model with random bfloat16 weights, uniform with variance 1/inputs: as fast as a trained one,
 * and finite. The same for any number of threads.
 */
final class RandomWeights implements ModelAssembly.Parts {
  private static final double UNIT_VARIANCE = Math.sqrt(3);

  /** RecurrentGemma has biases, as good as everywhere; the others have none. */
  private final boolean biased;

  private final List<BFloat16Matrix> matrices = new ArrayList<>();

  private RandomWeights(boolean biased) {
    this.biased = biased;
  }

  static Model of(ModelConfiguration configuration, long seed, ThreadTeam team) {
    RandomWeights random = new RandomWeights(configuration.recurrence() != null);
    Model model = ModelAssembly.of(configuration, random);
    random.fill(seed, team);
    return model;
  }

  @Override
  public Matrix matrix(int outputs, int inputs) {
    BFloat16Matrix matrix = new BFloat16Matrix(outputs, inputs);
    matrices.add(matrix);
    return matrix;
  }

  @Override
  public float[] bias(int outputs) {
    return biased ? constant(outputs, 0f) : null;
  }

  @Override
  public float[] norm(int width) {
    return constant(width, 1f);
  }

  @Override
  public float[] tap(int channels, int taps) {
    return constant(channels, 1f / taps);
  }

  @Override
  public float[] channelBias(int channels) {
    return constant(channels, 0f);
  }

  @Override
  public float[] logDecay(int channels) {
    return constant(channels, -0.5f);
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
