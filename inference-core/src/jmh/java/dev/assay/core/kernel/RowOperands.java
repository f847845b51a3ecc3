package dev.assay.core.kernel;

/**
 * What the row kernels read and write: row 1 of each. Equal in the beginning for equal columns.
 *
 * @param source read only
 * @param second read only, between 0 and 1 and so a decay too
 * @param target what a kernel writes
 * @param other what one that writes two writes, too
 * @param vector a value for each column
 * @param table cosines or sines of half as many columns
 */
record RowOperands(
    Rows source,
    Rows second,
    Rows target,
    Rows other,
    float[] vector,
    Rows table,
    GateParameters gates,
    ConvolutionParameters convolution) {
  private static final int ROWS = 4;

  static RowOperands of(int columns) {
    float[] vector = KernelBenchmark.values(columns, 1);
    return new RowOperands(
        KernelBenchmark.rows(ROWS, columns, 2),
        between(KernelBenchmark.rows(ROWS, columns, 3), 0f, 1f),
        KernelBenchmark.rows(ROWS, columns, 4),
        KernelBenchmark.rows(ROWS, columns, 5),
        vector,
        between(KernelBenchmark.rows(ROWS, columns / 2, 6), -1f, 1f),
        new GateParameters(vector, vector, between(vector.clone(), -8f, 0f)),
        new ConvolutionParameters(new float[][] {vector, vector, vector, vector}, vector));
  }

  /** Puts the source's row where a kernel works in place. */
  void copyTo(Rows rows) {
    System.arraycopy(source.data(), source.start(1), rows.data(), rows.start(1), source.columns());
  }

  private static Rows between(Rows rows, float least, float most) {
    between(rows.data(), least, most);
    return rows;
  }

  /** Brings values between −2 and 2 between others. */
  private static float[] between(float[] values, float least, float most) {
    for (int i = 0; i < values.length; i++) {
      values[i] = least + (values[i] + 2) / 4 * (most - least);
    }
    return values;
  }
}
