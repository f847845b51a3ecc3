package dev.assay.core.kernel;

/** A row kernel on one row. Those that work in place copy their row first, as COPY alone does. */
public enum RowOperation {
  COPY {
    @Override
    float apply(Kernels kernels, RowOperands operands) {
      operands.copyTo(operands.target());
      return 0;
    }
  },
  NORMALIZE {
    @Override
    float apply(Kernels kernels, RowOperands operands) {
      kernels.normalize(operands.source(), 1, operands.vector(), 1e-6f, operands.target());
      return 0;
    }
  },
  GELU {
    @Override
    float apply(Kernels kernels, RowOperands operands) {
      operands.copyTo(operands.target());
      kernels.activate(Activation.GELU_TANH, operands.target(), 1);
      return 0;
    }
  },
  SOFT_CAP {
    @Override
    float apply(Kernels kernels, RowOperands operands) {
      operands.copyTo(operands.target());
      kernels.softCap(operands.target(), 1, 30f);
      return 0;
    }
  },
  /** Copies two rows. */
  GATES {
    @Override
    float apply(Kernels kernels, RowOperands operands) {
      operands.copyTo(operands.target());
      operands.copyTo(operands.other());
      kernels.gates(operands.gates(), operands.second(), operands.target(), operands.other(), 1);
      return 0;
    }
  },
  RECUR {
    @Override
    float apply(Kernels kernels, RowOperands operands) {
      operands.copyTo(operands.target());
      kernels.recur(operands.second(), operands.target(), 1, 0);
      return 0;
    }
  },
  EXPONENTIATE {
    @Override
    float apply(Kernels kernels, RowOperands operands) {
      operands.copyTo(operands.target());
      return kernels.exponentiate(operands.target(), 1, 0, operands.target().columns());
    }
  },
  SUM_OF_EXPONENTIALS {
    @Override
    float apply(Kernels kernels, RowOperands operands) {
      return kernels.sumOfExponentials(operands.source(), 1, 2f);
    }
  },
  ROTATE {
    @Override
    float apply(Kernels kernels, RowOperands operands) {
      operands.copyTo(operands.target());
      kernels.rotate(operands.target(), 1, operands.table(), operands.table(), 1);
      return 0;
    }
  },
  /** Of four taps. */
  CONVOLVE {
    @Override
    float apply(Kernels kernels, RowOperands operands) {
      kernels.convolve(operands.convolution(), operands.source(), SOURCES, operands.target(), 1);
      return 0;
    }
  };

  private static final int[] SOURCES = {2, 3, 0, 1};

  /** Answers what the kernel answers, 0 where that is nothing. */
  abstract float apply(Kernels kernels, RowOperands operands);
}
