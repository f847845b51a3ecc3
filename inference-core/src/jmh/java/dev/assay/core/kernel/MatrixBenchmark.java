package dev.assay.core.kernel;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** The product of a linear layer: rows of activations and a weight matrix. */
public class MatrixBenchmark extends KernelBenchmark {
  /** How the weights are held. */
  @Param({"float32", "bfloat16", "int8"})
  public String encoding;

  /** Rows of activations: tokens of a forward pass. */
  @Param({"1", "4", "8", "32", "504"})
  public int rows;

  /** Inputs of the layer. */
  @Param("2560")
  public int depth;

  /** Outputs of the layer. */
  @Param("7680")
  public int outputs;

  private Kernels implementation;
  private Matrix weights;
  private PackedRows left;
  private Rows out;

  /** What a product comes to; a multiply-add is two operations. */
  @AuxCounters
  @State(Scope.Thread)
  public static class Work {
    public long flops;
    public long weightBytes;
  }

  @Setup
  public void prepare() {
    weights = weights();
    implementation = KernelProvider.named(kernels);
    Rows in = rows(rows, depth, 1);
    left = packed(implementation, in, rows, depth);
    out = Rows.allocate(rows, outputs);
    implementation.multiply(left, weights, out, 0, weights.tiles());
    requireSame(out, plainProduct(in), rows, encoding + " product");
  }

  @Benchmark
  public Rows multiply(Work work) {
    implementation.multiply(left, weights, out, 0, weights.tiles());
    work.flops += 2L * rows * depth * outputs;
    work.weightBytes += weights.bytes();
    return out;
  }

  /** Tiles are cut over all processors: this takes long, and is not timed. */
  private Rows plainProduct(Rows in) {
    Kernels plain = plain();
    PackedRows packed = packed(plain, in, rows, depth);
    Rows product = Rows.allocate(rows, outputs);
    IntStream.range(0, weights.tiles())
        .parallel()
        .forEach(tile -> plain.multiply(packed, weights, product, tile, tile + 1));
    return product;
  }

  private Matrix weights() {
    float[][] values = new float[outputs][];
    Arrays.setAll(values, output -> values(depth, output));
    switch (encoding) {
      case "float32" -> {
        Float32Matrix matrix = new Float32Matrix(outputs, depth);
        IntStream.range(0, outputs).forEach(output -> matrix.setRow(output, values[output]));
        return matrix;
      }
      case "bfloat16" -> {
        BFloat16Matrix matrix = new BFloat16Matrix(outputs, depth);
        IntStream.range(0, outputs)
            .forEach(output -> matrix.setRow(output, bfloat16(values[output])));
        return matrix;
      }
      case "int8" -> {
        Int8Matrix matrix = new Int8Matrix(outputs, depth);
        IntStream.range(0, outputs).forEach(output -> matrix.setRow(output, values[output]));
        return matrix;
      }
      default -> throw new IllegalArgumentException("there is no encoding " + encoding);
    }
  }

  private static short[] bfloat16(float[] values) {
    short[] bits = new short[values.length];
    for (int i = 0; i < bits.length; i++) {
      bits[i] = (short) (Float.floatToRawIntBits(values[i]) >>> Short.SIZE);
    }
    return bits;
  }
}
