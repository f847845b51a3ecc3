package dev.assay.core.kernel;

/**
 * Weights as bfloat16, two columns of a tile to an int: lane i of {@code data[(tile * inputs +
 * input) * 16 + i]} holds column i in its low half and column 16 + i in its high half, so that a
 * shift or a mask widens them to float32.
 */
public final class BFloat16Matrix implements Matrix {
  private static final int LANES = TILE_COLUMNS / 2;
  private static final int HIGH_HALF = 0xFFFF0000;

  /** Inputs that {@link #setTile} does at once: their 2 KiB stay in the first cache. */
  private static final int STRIP = 32;

  private final int outputs;
  private final int inputs;
  private final int[] data;

  public BFloat16Matrix(int outputs, int inputs) {
    this.outputs = outputs;
    this.inputs = inputs;
    this.data = new int[Math.multiplyExact(Matrix.paddedColumns(outputs) / 2, inputs)];
  }

  /** Sets the weights of one output: the bits of {@code row[0 … inputs)}. */
  public void setRow(int output, short[] row) {
    int at = start(output);
    if (output % TILE_COLUMNS < LANES) {
      for (int input = 0; input < inputs; input++, at += LANES) {
        data[at] = data[at] & HIGH_HALF | row[input] & 0xFFFF;
      }
    } else {
      for (int input = 0; input < inputs; input++, at += LANES) {
        data[at] = data[at] & 0xFFFF | row[input] << 16;
      }
    }
  }

  /**
   * Sets the 32 outputs of a tile at once, several times faster than row by row.
   *
   * @param rows bits of the weights, [32 × inputs], zeros after the last output
   */
  public void setTile(int tile, short[] rows) {
    int start = tile * LANES * inputs;
    for (int from = 0; from < inputs; from += STRIP) {
      int to = Math.min(inputs, from + STRIP);
      for (int lane = 0; lane < LANES; lane++) {
        int low = lane * inputs;
        int high = (LANES + lane) * inputs;
        for (int k = from, at = start + from * LANES + lane; k < to; k++, at += LANES) {
          data[at] = rows[low + k] & 0xFFFF | rows[high + k] << 16;
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
    return (long) Integer.BYTES * data.length;
  }

  @Override
  public float weight(int output, int input) {
    int pair = data[start(output) + input * LANES];
    return Float.intBitsToFloat(output % TILE_COLUMNS < LANES ? pair << 16 : pair & HIGH_HALF);
  }

  int[] data() {
    return data;
  }

  private int start(int output) {
    return output / TILE_COLUMNS * LANES * inputs + output % LANES;
  }
}
