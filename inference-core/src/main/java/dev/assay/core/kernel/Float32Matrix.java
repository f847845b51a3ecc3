package dev.assay.core.kernel;

/** Weights as float32: {@code data[(tile * inputs + input) * 32 + column]}. */
public final class Float32Matrix implements Matrix {
  /** Inputs that {@link #setTile} does at once: their 4 KiB stay in the first cache. */
  private static final int STRIP = 32;

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

  /**
   * Sets the 32 outputs of a tile at once.
   *
   * @param rows [32 × inputs], zeros after the last output
   */
  public void setTile(int tile, float[] rows) {
    int start = tile * TILE_COLUMNS * inputs;
    for (int from = 0; from < inputs; from += STRIP) {
      int to = Math.min(inputs, from + STRIP);
      for (int lane = 0; lane < TILE_COLUMNS; lane++) {
        int row = lane * inputs;
        for (int k = from, at = start + from * TILE_COLUMNS + lane; k < to; k++) {
          data[at] = rows[row + k];
          at += TILE_COLUMNS;
        }
      }
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
