package dev.assay.bench;

import dev.assay.core.kernel.BFloat16Matrix;
import dev.assay.core.kernel.Int8Matrix;
import dev.assay.core.kernel.Matrix;
import dev.assay.core.kernel.Quantization;
import dev.assay.core.model.Model;
import dev.assay.core.model.ModelAssembly;
import dev.assay.core.model.ModelConfiguration;
import dev.assay.core.parallel.ThreadTeam;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * A model with random bfloat16 weights, uniform with variance 1/inputs: as fast as a trained one,
 * and finite. In int8 it has the same weights, quantised as those of a folder are: all matrices but
 * the gates. The same for any number of threads.
 */
final class RandomWeights implements ModelAssembly.Parts {
  private static final double UNIT_VARIANCE = Math.sqrt(3);

  private final Quantization quantization;
  private final List<Matrix> matrices = new ArrayList<>();

  private RandomWeights(Quantization quantization) {
    this.quantization = quantization;
  }

  static Model of(
      ModelConfiguration configuration, Quantization quantization, long seed, ThreadTeam team) {
    RandomWeights random = new RandomWeights(quantization);
    Model model = ModelAssembly.of(configuration, random);
    random.fill(seed, team);
    return model;
  }

  @Override
  public Matrix matrix(int outputs, int inputs) {
    return quantization == Quantization.INT8
        ? added(new Int8Matrix(outputs, inputs))
        : gate(outputs, inputs);
  }

  @Override
  public Matrix gate(int outputs, int inputs) {
    return added(new BFloat16Matrix(outputs, inputs));
  }

  private Matrix added(Matrix matrix) {
    matrices.add(matrix);
    return matrix;
  }

  private void fill(long seed, ThreadTeam team) {
    SplittableRandom seeds = new SplittableRandom(seed);
    for (Matrix matrix : matrices) {
      long matrixSeed = seeds.nextLong();
      team.forEach(matrix.tiles(), (worker, tile) -> fill(matrix, tile, matrixSeed + tile));
    }
  }

  private static void fill(Matrix matrix, int tile, long seed) {
    short[] rows = rows(matrix, tile, seed);
    if (matrix instanceof BFloat16Matrix target) {
      target.setTile(tile, rows);
    } else if (matrix instanceof Int8Matrix target) {
      float[] widened = new float[rows.length];
      for (int i = 0; i < rows.length; i++) {
        widened[i] = Float.intBitsToFloat(rows[i] << Short.SIZE);
      }
      target.setTile(tile, widened);
    }
  }

  /** Bits of a tile's weights, [32 × inputs], zeros after the last output. */
  private static short[] rows(Matrix matrix, int tile, long seed) {
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
    return rows;
  }
}
