package dev.assay.kernel;

/** Weights as float32: {@code data[(tile * inputs + input) * 32 + column]}. */
public final class Float32Matrix implements Matrix {
  private final int outputs;
  private final int inputs;
  private final float[] data;

  public Float32Matrix(int outputs, int inputs) {
    this.outputs = outputs;
    this.inputs = inputs;
    this.data = new float[Math.multiplyExact(Matrix.paddedColumns(outputs), inputs)];
  }

  /** Sets the weights of one output: {@code row[0 … inputs)}. */
  public void setRow(int output, float[] row) {
    int at = start(output);
    for (int input = 0; input < inputs; input++, at += TILE_COLUMNS) {
      data[at] = row[input];
    }
  }

  @Override
  public int outputs() {
    return outputs;
  }

  @Override
  public int inputs() {
    return inputs;
  }

  @Override
  public long bytes() {
    return (long) Float.BYTES * data.length;
  }

  @Override
  public float weight(int output, int input) {
    return data[start(output) + input * TILE_COLUMNS];
  }

  float[] data() {
    return data;
  }

  private int start(int output) {
    return output / TILE_COLUMNS * TILE_COLUMNS * inputs + output % TILE_COLUMNS;
  }
}
