package dev.assay.core.kernel;

import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What all have in common: the kernels by name, and that these compute the plain ones' bits before
 * they are timed. Per nanosecond, because one per nanosecond is 10⁹ a second: GFLOP/s, GB/s.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(value = 1, jvmArgsAppend = "--add-modules=jdk.incubator.vector")
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public abstract class KernelBenchmark {
  /** A name that {@link KernelProvider} knows. */
  @Param("auto")
  public String kernels;

  static Kernels plain() {
    return KernelProvider.named("plain");
  }

  /** Values between −2 and 2, equal for equal seeds. */
  static float[] values(int count, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = 4 * (float) random.nextDouble() - 2;
    }
    return values;
  }

  /** Rows of such values, with the padding that a product may write. */
  static Rows rows(int rows, int columns, long seed) {
    Rows empty = Rows.allocate(rows, columns);
    return new Rows(values(empty.data().length, seed), 0, empty.stride(), columns);
  }

  static PackedRows packed(Kernels kernels, Rows source, int rows, int depth) {
    PackedRows packed = kernels.packedRows().shape(rows, depth);
    kernels.pack(source, packed, 0, packed.blocks());
    return packed;
  }

  /**
   * Compares the first rows, bit for bit.
   *
   * @throws IllegalStateException where they differ
   */
  void requireSame(Rows actual, Rows expected, int rows, String of) {
    for (int row = 0; row < rows; row++) {
      for (int column = 0; column < expected.columns(); column++) {
        requireSame(
            actual.data()[actual.start(row) + column],
            expected.data()[expected.start(row) + column],
            "%s, row %d, column %d".formatted(of, row, column));
      }
    }
  }

  /** The same of one number. */
  void requireSame(float actual, float expected, String of) {
    if (Float.floatToRawIntBits(actual) != Float.floatToRawIntBits(expected)) {
      throw new IllegalStateException(
          "%s: the kernels %s computed %s, the plain ones %s: not timed"
              .formatted(of, kernels, actual, expected));
    }
  }
}
