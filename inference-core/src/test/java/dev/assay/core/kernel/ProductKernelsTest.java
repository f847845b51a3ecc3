package dev.assay.core.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Products equal, bit for bit, a loop that adds k = 0, 1, 2, … with Math.fma. */
class ProductKernelsTest {
  private static final int[] DEPTHS = {1, 2, 3, 31, 33, 90, 257};
  private static final int[] OUTPUTS = {1, 5, 31, 32, 33, 100, 160};

  private final Random random = new Random(5);

  @ParameterizedTest
  @ValueSource(strings = {"plain", "vector128", "vector256", "vector512"})
  void weightsOfEveryEncoding(String name) {
    Kernels kernels = KernelProvider.named(name);
    for (int rows = 1; rows <= 27; rows++) {
      int depth = DEPTHS[random.nextInt(DEPTHS.length)];
      equalTheDefinition(kernels, rows, depth, OUTPUTS[random.nextInt(OUTPUTS.length)]);
    }
  }

  /** Sums that are cut, and go on from the output. */
  @ParameterizedTest
  @ValueSource(strings = {"plain", "vector128", "vector256", "vector512"})
  void weightsOfMoreInputsThanAStrip(String name) {
    Kernels kernels = KernelProvider.named(name);
    for (int rows : new int[] {1, 2, 7, 13}) {
      for (int depth : new int[] {ProductScratch.STRIP + 1, 2 * ProductScratch.STRIP}) {
        equalTheDefinition(kernels, rows, depth, OUTPUTS[random.nextInt(OUTPUTS.length)]);
      }
    }
  }

  private void equalTheDefinition(Kernels kernels, int rows, int depth, int outputs) {
    Rows in = random(rows, depth);
    PackedRows left = pack(kernels, in, rows, depth);
    for (Matrix weights :
        List.of(float32(outputs, depth), bfloat16(outputs, depth), int8(outputs, depth))) {
      Rows out = Rows.allocate(rows, outputs);
      int middle = weights.tiles() / 2;
      kernels.multiply(left, weights, out, 0, middle);
      kernels.multiply(left, weights, out, middle, weights.tiles());
      String name = kernels.name() + " " + rows + "x" + depth + "x" + outputs;
      for (int row = 0; row < rows; row++) {
        for (int output = 0; output < outputs; output++) {
          assertBits(out, row, output, product(in, row, weights, output), name);
        }
      }
    }
  }

  /** Of int8 the integers are summed, and the sum is scaled once. */
  private static float product(Rows in, int row, Matrix weights, int output) {
    float sum = 0f;
    for (int k = 0; k < weights.inputs(); k++) {
      float weight = weights.weight(output, k);
      if (weights instanceof Int8Matrix matrix) {
        weight = matrix.integer(output, k);
      }
      sum = Math.fma(in.data()[in.start(row) + k], weight, sum);
    }
    return weights instanceof Int8Matrix matrix ? sum * matrix.scales()[output] : sum;
  }

  /** Every weight is off by half a scale at most, and so the product by that times Σ|x|. */
  @ParameterizedTest
  @ValueSource(strings = {"plain", "vector128", "vector256", "vector512"})
  void quantisedProductsAreAsCloseAsTheirScalesSay(String name) {
    Kernels kernels = KernelProvider.named(name);
    int depth = 300;
    int outputs = 90;
    Float32Matrix exact = float32(outputs, depth);
    Int8Matrix quantized = quantized(exact);
    Rows in = random(3, depth);
    Rows wanted = Rows.allocate(3, outputs);
    Rows out = Rows.allocate(3, outputs);
    kernels.multiply(pack(kernels, in, 3, depth), exact, wanted, 0, exact.tiles());
    kernels.multiply(pack(kernels, in, 3, depth), quantized, out, 0, quantized.tiles());
    boolean differs = false;
    for (int row = 0; row < 3; row++) {
      double size = 0;
      for (int k = 0; k < depth; k++) {
        size += Math.abs(in.data()[in.start(row) + k]);
      }
      for (int output = 0; output < outputs; output++) {
        double bound = size * quantized.scales()[output] / 2 + 1e-3;
        double difference =
            out.data()[out.start(row) + output] - wanted.data()[wanted.start(row) + output];
        assertThat(Math.abs(difference)).isLessThanOrEqualTo(bound);
        differs |= difference != 0;
      }
    }
    assertThat(differs).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"plain", "vector128", "vector256", "vector512"})
  void panelsWholeAndContinued(String name) {
    Kernels kernels = KernelProvider.named(name);
    for (int rows = 1; rows <= 27; rows++) {
      int depth = 2 + random.nextInt(70);
      int columns = 32 * (1 + random.nextInt(3));
      int stride = random.nextBoolean() ? columns : columns + random.nextInt(40);
      int offset = random.nextInt(20);
      float[] data = random(1, offset + depth * stride + 64).data();
      Rows in = random(rows, depth);
      PackedRows left = pack(kernels, in, rows, depth);
      Rows whole = Rows.allocate(rows, columns);
      kernels.multiply(left, new Panel(data, offset, stride, depth, columns), whole);
      int cut = 1 + random.nextInt(depth - 1);
      Rows continued = Rows.allocate(rows, columns);
      kernels.accumulate(left, 0, new Panel(data, offset, stride, cut, columns), continued);
      int second = offset + cut * stride;
      kernels.accumulate(
          left, cut, new Panel(data, second, stride, depth - cut, columns), continued);
      for (int row = 0; row < rows; row++) {
        for (int column = 0; column < columns; column++) {
          float sum = 0f;
          for (int k = 0; k < depth; k++) {
            float weight = data[offset + k * stride + column];
            sum = Math.fma(in.data()[in.start(row) + k], weight, sum);
          }
          assertBits(whole, row, column, sum, name + " whole");
          assertBits(continued, row, column, sum, name + " cut at " + cut);
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"plain", "vector128", "vector256", "vector512"})
  void anUnderflowNeverShowsAsANegativeZero(String name) {
    Kernels kernels = KernelProvider.named(name);
    Rows in = Rows.allocate(1, 1);
    in.data()[0] = -1e-30f;
    Float32Matrix weights = new Float32Matrix(1, 1);
    weights.setRow(0, new float[] {1e-30f});
    Rows out = Rows.allocate(1, 1);
    kernels.multiply(pack(kernels, in, 1, 1), weights, out, 0, 1);
    assertThat(Float.floatToRawIntBits(out.data()[0])).isZero();
  }

  private static void assertBits(Rows out, int row, int column, float wanted, String name) {
    int bits = Float.floatToRawIntBits(out.data()[out.start(row) + column]);
    if (bits != Float.floatToRawIntBits(0f + wanted)) {
      assertThat(Float.intBitsToFloat(bits))
          .as("%s, row %d, column %d", name, row, column)
          .isEqualTo(wanted);
    }
  }

  private static PackedRows pack(Kernels kernels, Rows in, int rows, int depth) {
    PackedRows packed = kernels.packedRows().shape(rows, depth);
    kernels.pack(in, packed, 0, packed.blocks());
    return packed;
  }

  private Rows random(int rows, int columns) {
    Rows filled = Rows.allocate(rows, columns);
    for (int i = 0; i < filled.data().length; i++) {
      filled.data()[i] = (float) random.nextGaussian();
    }
    return filled;
  }

  private Float32Matrix float32(int outputs, int inputs) {
    Float32Matrix matrix = new Float32Matrix(outputs, inputs);
    for (int output = 0; output < outputs; output++) {
      matrix.setRow(output, random(1, inputs).data());
    }
    return matrix;
  }

  private Int8Matrix int8(int outputs, int inputs) {
    return quantized(float32(outputs, inputs));
  }

  private static Int8Matrix quantized(Float32Matrix exact) {
    Int8Matrix matrix = new Int8Matrix(exact.outputs(), exact.inputs());
    float[] row = new float[exact.inputs()];
    for (int output = 0; output < exact.outputs(); output++) {
      for (int i = 0; i < row.length; i++) {
        row[i] = exact.weight(output, i);
      }
      matrix.setRow(output, row);
    }
    return matrix;
  }

  private BFloat16Matrix bfloat16(int outputs, int inputs) {
    BFloat16Matrix matrix = new BFloat16Matrix(outputs, inputs);
    for (int output = 0; output < outputs; output++) {
      short[] row = new short[inputs];
      for (int i = 0; i < inputs; i++) {
        row[i] = (short) (Float.floatToIntBits((float) random.nextGaussian()) >>> 16);
      }
      matrix.setRow(output, row);
    }
    return matrix;
  }
}
