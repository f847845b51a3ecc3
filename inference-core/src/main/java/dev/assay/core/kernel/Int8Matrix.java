package dev.assay.core.kernel;

/**
 * Weights as int8 with one float32 scale per output: symmetric, without a zero point. Output j has
 * the scale s = max|w| / 127 of its row, and a weight w is kept as the integer nearest to w / s (of
 * two equally near the even one), so that it is off by s / 2 at most. Integers lie at {@code
 * data[(tile * inputs + input) * 32 + column]}.
 *
 * <p>A row with a weight that is not finite has a scale that is not finite, and so have its
 * products: quantisation hides no broken weight.
 */
public final class Int8Matrix implements Matrix {
  /** The largest integer; −128 is not used. */
  static final int MOST = 127;

  /** Bytes after the last tile that a kernel may read. */
  private static final int PADDING = 4;

  /** Inputs that {@link #setTile} does at once: their 1 KiB, and 4 KiB of rows, stay in cache. */
  private static final int STRIP = 32;

  private final int outputs;
  private final int inputs;
  private final byte[] data;
  private final float[] scales;

  public Int8Matrix(int outputs, int inputs) {
    this.outputs = outputs;
    this.inputs = inputs;
    int padded = Matrix.paddedColumns(outputs);
    this.data = new byte[Math.addExact(Math.multiplyExact(padded, inputs), PADDING)];
    this.scales = new float[padded];
  }

  /** Quantises the weights of one output: {@code row[0 … inputs)}. */
  public void setRow(int output, float[] row) {
    float scale = scale(row, 0);
    scales[output] = scale;
    quantize(row, 0, inputs, scale, start(output));
  }

  /**
   * Quantises the 32 outputs of a tile at once.
   *
   * @param rows [32 × inputs], zeros after the last output
   */
  public void setTile(int tile, float[] rows) {
    int first = tile * TILE_COLUMNS;
    for (int lane = 0; lane < TILE_COLUMNS; lane++) {
      scales[first + lane] = scale(rows, lane * inputs);
    }
    for (int from = 0; from < inputs; from += STRIP) {
      int count = Math.min(inputs - from, STRIP);
      for (int lane = 0; lane < TILE_COLUMNS; lane++) {
        int at = first * inputs + from * TILE_COLUMNS + lane;
        quantize(rows, lane * inputs + from, count, scales[first + lane], at);
      }
    }
  }

  private float scale(float[] row, int from) {
    float largest = 0f;
    for (int i = from; i < from + inputs; i++) {
      largest = Math.max(largest, Math.abs(row[i]));
    }
    return largest / MOST;
  }

  /** Consecutive weights of an output, the first to {@code data[to]}. */
  private void quantize(float[] row, int from, int count, float scale, int to) {
    for (int i = 0; i < count; i++, to += TILE_COLUMNS) {
      data[to] = quantized(row[from + i], scale);
    }
  }

  /** Among subnormal numbers a scale is so coarse that a quotient may lie beyond the bound. */
  private static byte quantized(float weight, float scale) {
    if (scale == 0f) {
      return 0;
    }
    return (byte) Math.max(-MOST, Math.min(MOST, Math.rint(weight / scale)));
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
    return data.length - PADDING + (long) Float.BYTES * scales.length;
  }

  /** The integer times its output's scale. */
  @Override
  public float weight(int output, int input) {
    return integer(output, input) * scales[output];
  }

  int integer(int output, int input) {
    return data[start(output) + input * TILE_COLUMNS];
  }

  byte[] data() {
    return data;
  }

  /** One per output, of the padding too. */
  float[] scales() {
    return scales;
  }

  private int start(int output) {
    return output / TILE_COLUMNS * TILE_COLUMNS * inputs + output % TILE_COLUMNS;
  }
}
