package dev.assay.core.kernel;

import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Row kernels, one row that stays in the first cache. */
public class RowBenchmark extends KernelBenchmark {
  /** All of them where none is asked for. */
  @Param public RowOperation operation;

  /** Elements of the row, an even number. */
  @Param("2560")
  public int columns;

  private Kernels implementation;
  private RowOperands operands;

  /** What a call comes to. */
  @AuxCounters
  @State(Scope.Thread)
  public static class Work {
    public long elements;
  }

  @Setup
  public void prepare() {
    implementation = KernelProvider.named(kernels);
    operands = RowOperands.of(columns);
    RowOperands expected = RowOperands.of(columns);
    requireSame(
        operation.apply(implementation, operands),
        operation.apply(plain(), expected),
        "the answer of " + operation);
    requireSame(operands.target(), expected.target(), 2, "the row of " + operation);
    requireSame(operands.other(), expected.other(), 2, "the second row of " + operation);
  }

  @Benchmark
  public float row(Work work) {
    work.elements += columns;
    return operation.apply(implementation, operands);
  }
}
