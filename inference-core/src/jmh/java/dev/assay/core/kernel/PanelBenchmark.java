package dev.assay.core.kernel;

import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Attention's products, with one page of keys and values: 32 positions of one head. */
public class PanelBenchmark extends KernelBenchmark {
  private static final int POSITIONS = 32;

  /** Queries times the heads that share keys: one query of RecurrentGemma 2B, or nine. */
  @Param({"1", "10", "90"})
  public int rows;

  /** Dimension of a head, a multiple of 32. */
  @Param("256")
  public int headDimension;

  private Kernels implementation;
  private PackedRows queries;
  private PackedRows weights;
  private Panel keys;
  private Panel values;
  private Rows scores;
  private Rows outputs;

  /** What a product comes to; a multiply-add is two operations. */
  @AuxCounters
  @State(Scope.Thread)
  public static class Work {
    public long flops;
  }

  @Setup
  public void prepare() {
    keys = new Panel(values(headDimension * POSITIONS, 1), 0, POSITIONS, headDimension, POSITIONS);
    values =
        new Panel(values(POSITIONS * headDimension, 2), 0, headDimension, POSITIONS, headDimension);
    implementation = KernelProvider.named(kernels);
    use(plain());
    Rows plainScores = scores;
    Rows plainOutputs = outputs;
    use(implementation);
    requireSame(scores, plainScores, rows, "product with keys");
    requireSame(outputs, plainOutputs, rows, "continued product with values");
  }

  /** Packs the operands for some kernels and computes both products once. */
  private void use(Kernels kernels) {
    queries = packed(kernels, rows(rows, headDimension, 3), rows, headDimension);
    weights = packed(kernels, rows(rows, POSITIONS, 4), rows, POSITIONS);
    scores = Rows.allocate(rows, POSITIONS);
    outputs = rows(rows, headDimension, 5);
    kernels.multiply(queries, keys, scores);
    kernels.accumulate(weights, 0, values, outputs);
  }

  @Benchmark
  public Rows multiply(Work work) {
    implementation.multiply(queries, keys, scores);
    work.flops += 2L * rows * headDimension * POSITIONS;
    return scores;
  }

  @Benchmark
  public Rows accumulate(Work work) {
    implementation.accumulate(weights, 0, values, outputs);
    work.flops += 2L * rows * headDimension * POSITIONS;
    return outputs;
  }
}
