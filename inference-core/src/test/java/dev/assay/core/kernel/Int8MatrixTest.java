package dev.assay.core.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What a row of weights becomes. */
class Int8MatrixTest {
  @Test
  void theScaleIsTheLargestWeightOver127AndHalvesGoToTheEvenInteger() {
    Int8Matrix matrix = matrix(127f, -127f, 0f, 0.5f, 1.5f, -0.5f, -2.5f, 0.50001f, 126.4f);
    assertThat(matrix.scales()[0]).isEqualTo(1f);
    assertThat(integers(matrix)).containsExactly(127, -127, 0, 0, 2, 0, -2, 1, 126);
    Int8Matrix negative = matrix(-0.254f, 0.1f);
    assertThat(negative.scales()[0]).isEqualTo(0.254f / 127);
    assertThat(integers(negative)).containsExactly(-127, 50);
  }

  @Test
  void everyWeightIsOffByHalfAScaleAtMost() {
    Random random = new Random(8);
    for (int row = 0; row < 200; row++) {
      float size = (float) Math.pow(10, random.nextInt(60) - 30);
      float[] weights = new float[1 + random.nextInt(300)];
      for (int i = 0; i < weights.length; i++) {
        weights[i] = (float) random.nextGaussian() * size;
      }
      Int8Matrix matrix = matrix(weights);
      // Half a scale, and the roundings of the scale, the quotient and the product.
      double bound = matrix.scales()[0] * (0.5 + 127 * 3 * Math.ulp(1f));
      for (int i = 0; i < weights.length; i++) {
        assertThat(Math.abs((double) matrix.weight(0, i) - weights[i])).isLessThanOrEqualTo(bound);
      }
    }
  }

  @Test
  void rowsOfZerosAndOfTheSmallestNumbers() {
    assertThat(matrix(0f, -0f).weight(0, 0)).isZero();
    assertThat(integers(matrix(Float.MIN_VALUE, -Float.MIN_VALUE))).containsExactly(0, 0);
    float small = 190 * Float.MIN_VALUE;
    assertThat(integers(matrix(small, -small, Float.MIN_VALUE)))
        .as("one subnormal step is the scale")
        .containsExactly(127, -127, 1);
  }

  @Test
  void aWeightThatIsNotFiniteShowsInItsWholeRowAndNoOther() {
    for (float broken : new float[] {Float.NaN, Float.POSITIVE_INFINITY}) {
      Int8Matrix matrix = new Int8Matrix(2, 3);
      matrix.setRow(0, new float[] {1f, broken, 0f});
      matrix.setRow(1, new float[] {1f, 2f, 3f});
      for (int input = 0; input < 3; input++) {
        assertThat(matrix.weight(0, input)).isNaN();
        assertThat(matrix.weight(1, input)).isFinite();
      }
    }
  }

  @Test
  void tilesAreTheirRows() {
    Random random = new Random(9);
    for (int inputs : new int[] {1, 31, 32, 33, 100}) {
      Int8Matrix whole = new Int8Matrix(70, inputs);
      Int8Matrix single = new Int8Matrix(70, inputs);
      for (int tile = 0; tile < whole.tiles(); tile++) {
        float[] rows = new float[Matrix.TILE_COLUMNS * inputs];
        for (int lane = 0; lane < Matrix.TILE_COLUMNS; lane++) {
          int output = tile * Matrix.TILE_COLUMNS + lane;
          if (output < 70) {
            for (int i = 0; i < inputs; i++) {
              rows[lane * inputs + i] = (float) random.nextGaussian();
            }
            single.setRow(output, Arrays.copyOfRange(rows, lane * inputs, (lane + 1) * inputs));
          }
        }
        whole.setTile(tile, rows);
      }
      assertThat(whole.data()).isEqualTo(single.data());
      assertThat(whole.scales()).isEqualTo(single.scales());
    }
  }

  /** A byte for each weight and a float for each row, of 32 outputs and of 2560 inputs. */
  @Test
  void takesHalfOfBFloat16sBytes() {
    long halves = new BFloat16Matrix(320, 2560).bytes();
    assertThat(new Int8Matrix(320, 2560).bytes()).isEqualTo(halves / 2 + 320 * Float.BYTES);
  }

  private static Int8Matrix matrix(float... row) {
    Int8Matrix matrix = new Int8Matrix(1, row.length);
    matrix.setRow(0, row);
    return matrix;
  }

  /** Of the first output. */
  private static int[] integers(Int8Matrix matrix) {
    int[] integers = new int[matrix.inputs()];
    for (int i = 0; i < integers.length; i++) {
      integers[i] = matrix.integer(0, i);
    }
    return integers;
  }
}
