package dev.assay.core.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every row-wise vector kernel equals the plain one, bit for bit, over odd sizes and extremes. */
class RowKernelsTest {
  private static final int[] COLUMNS = {1, 2, 3, 15, 16, 17, 31, 33, 48, 63, 100, 257};
  private static final float[] EXTREMES = {
    0f, -0f, 1e-40f, -1e-40f, 3e38f, -3e38f, 100f, -100f, 87.5f, -87.5f, 1f, -1f
  };

  private final Kernels plain = new PlainKernels();
  private final Random random = new Random(9);

  /** A kernel applied to a buffer of three rows and its operands. */
  private interface Step {
    void apply(Kernels kernels, Rows rows, Rows second, Rows third);
  }

  @ParameterizedTest
  @ValueSource(strings = {"vector128", "vector256", "vector512"})
  void elementwise(String name) {
    Kernels vector = KernelProvider.named(name);
    float[] weights = values(300, false);
    same(vector, (k, a, b, c) -> k.normalize(b, 1, weights, 1e-6f, a), false);
    same(vector, (k, a, b, c) -> k.add(a, 1, Rows.repeated(weights)), true);
    same(vector, (k, a, b, c) -> k.add(a, 1, b), true);
    same(vector, (k, a, b, c) -> k.multiply(a, 1, b), true);
    same(vector, (k, a, b, c) -> k.scale(a, 1, 0.37f), true);
    same(vector, (k, a, b, c) -> k.activate(Activation.GELU_TANH, a, 1), true);
    same(vector, (k, a, b, c) -> k.activate(Activation.SILU, a, 1), true);
    same(vector, (k, a, b, c) -> k.softCap(a, 1, 30f), true);
    same(vector, (k, a, b, c) -> k.recur(b, a, 1, 0), false);
  }

  @ParameterizedTest
  @ValueSource(strings = {"vector128", "vector256", "vector512"})
  void gatesAndConvolution(String name) {
    Kernels vector = KernelProvider.named(name);
    float[] decays = new float[300];
    for (int i = 0; i < decays.length; i++) {
      decays[i] = -8f * random.nextFloat();
    }
    GateParameters gates = new GateParameters(values(300, false), values(300, false), decays);
    same(vector, (k, a, b, c) -> k.gates(gates, b, a, c, 1), false);
    same(vector, (k, a, b, c) -> k.firstGates(gates, b, a, c, 1), false);
    float[][] taps = {values(300, false), values(300, false), values(300, false)};
    ConvolutionParameters convolution = new ConvolutionParameters(taps, values(300, false));
    same(vector, (k, a, b, c) -> k.convolve(convolution, b, new int[] {2, 0, 1}, a, 1), false);
  }

  @ParameterizedTest
  @ValueSource(strings = {"vector128", "vector256", "vector512"})
  void rotation(String name) {
    Kernels vector = KernelProvider.named(name);
    for (int pairs = 1; pairs < 70; pairs++) {
      Rows rows = random(3, 2 * pairs + 5, false);
      Rows copy = copy(rows);
      Rows cosines = random(3, pairs, false);
      Rows sines = random(3, pairs, false);
      plain.rotate(rows, 1, cosines, sines, 2);
      vector.rotate(copy, 1, cosines, sines, 2);
      assertSame(copy, rows, name + " " + pairs);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"vector128", "vector256", "vector512"})
  void softmaxAndLogits(String name) {
    Kernels vector = KernelProvider.named(name);
    for (int columns : COLUMNS) {
      for (int trial = 0; trial < 8; trial++) {
        Rows rows = random(3, columns, false);
        Rows copy = copy(rows);
        int from = random.nextInt(columns);
        int to = from + 1 + random.nextInt(columns - from);
        float sum = plain.exponentiate(rows, 1, from, to);
        assertBits(vector.exponentiate(copy, 1, from, to), sum);
        assertSame(copy, rows, name + " [" + from + ", " + to + ") of " + columns);

        Rows logits = random(3, columns, true);
        float maximum = plain.maximum(logits, 1);
        assertBits(vector.maximum(logits, 1), maximum);
        assertThat(vector.indexOf(logits, 1, maximum))
            .isEqualTo(plain.indexOf(logits, 1, maximum))
            .isNotNegative();
        assertThat(vector.indexOf(logits, 1, 12345f)).isEqualTo(-1);
        assertBits(
            vector.sumOfExponentials(logits, 1, maximum),
            plain.sumOfExponentials(logits, 1, maximum));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"plain", "vector128", "vector256", "vector512"})
  void whatIsNotFiniteShows(String name) {
    Kernels kernels = KernelProvider.named(name);
    Rows rows = random(1, 40, false);
    rows.data()[20] = Float.NaN;
    assertThat(kernels.maximum(rows, 0)).isNaN();
    assertThat(kernels.exponentiate(copy(rows), 0, 10, 30)).isNaN();
    assertThat(kernels.exponentiate(copy(rows), 0, 21, 40)).isFinite();
    kernels.activate(Activation.GELU_TANH, rows, 0);
    assertThat(rows.data()[20]).isNaN();
    kernels.softCap(rows, 0, 30f);
    assertThat(rows.data()[20]).isNaN();
  }

  private void same(Kernels vector, Step step, boolean extremes) {
    for (int columns : COLUMNS) {
      for (int trial = 0; trial < 4; trial++) {
        Rows a = random(3, columns, extremes);
        Rows b = random(3, columns, extremes);
        Rows c = random(3, columns, extremes);
        Rows first = copy(a);
        Rows third = copy(c);
        step.apply(plain, a, b, c);
        step.apply(vector, first, b, third);
        assertSame(first, a, vector.name() + ", " + columns + " columns");
        assertSame(third, c, vector.name() + ", " + columns + " columns");
      }
    }
  }

  /** Rows with room between them, so that a kernel that writes too far is seen. */
  private Rows random(int rows, int columns, boolean extremes) {
    int stride = columns + 19;
    return new Rows(values(rows * stride + 40, extremes), 7, stride, columns);
  }

  private float[] values(int count, boolean extremes) {
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] =
          extremes && random.nextInt(4) == 0
              ? EXTREMES[random.nextInt(EXTREMES.length)]
              : (float) random.nextGaussian() * 3;
    }
    return values;
  }

  private static Rows copy(Rows rows) {
    return new Rows(rows.data().clone(), rows.offset(), rows.stride(), rows.columns());
  }

  private static void assertSame(Rows actual, Rows expected, String name) {
    for (int i = 0; i < expected.data().length; i++) {
      float wanted = expected.data()[i];
      float found = actual.data()[i];
      boolean same =
          Float.floatToRawIntBits(wanted) == Float.floatToRawIntBits(found)
              || Float.isNaN(wanted) && Float.isNaN(found);
      if (!same) {
        assertThat(found).as("%s, element %d", name, i).isEqualTo(wanted);
      }
    }
  }

  private static void assertBits(float actual, float expected) {
    assertThat(Float.floatToRawIntBits(actual)).isEqualTo(Float.floatToRawIntBits(expected));
  }
}
