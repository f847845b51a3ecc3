package dev.assay.core.kernel;

import java.util.Arrays;

/**
 * The definition of every kernel in plain Java: always available, and what the vector kernels are
 * compared with bit for bit.
 */
final class PlainKernels implements Kernels {
  private static final int BLOCK_ROWS = 4;
  private static final int COLUMNS = Matrix.TILE_COLUMNS;
  private static final int HIGH_HALF = 0xFFFF0000;

  @Override
  public String name() {
    return "plain";
  }

  @Override
  public PackedRows packedRows() {
    return new PackedRows(BLOCK_ROWS, BLOCK_ROWS);
  }

  @Override
  public void pack(Rows source, PackedRows target, int fromBlock, int toBlock) {
    int depth = target.depth();
    for (int block = fromBlock; block < toBlock; block++) {
      for (int i = 0; i < BLOCK_ROWS; i++) {
        int row = block * BLOCK_ROWS + i;
        int to = block * BLOCK_ROWS * depth + i;
        for (int k = 0; k < depth; k++, to += BLOCK_ROWS) {
          target.data()[to] = row < target.rows() ? source.data()[source.start(row) + k] : 0f;
        }
      }
    }
  }

  @Override
  public void multiply(PackedRows left, Matrix weights, Rows out, int fromTile, int toTile) {
    float[] tileRow = new float[COLUMNS];
    float[] widened = new float[weights instanceof BlockMatrix ? COLUMNS * left.depth() : 0];
    for (int tile = fromTile; tile < toTile; tile++) {
      if (weights instanceof BlockMatrix matrix) {
        matrix.widen(tile, 0, left.depth(), widened, 0);
      }
      for (int block = 0; block < left.blocks(); block++) {
        float[][] sums = new float[BLOCK_ROWS][COLUMNS];
        int at = block * BLOCK_ROWS * left.depth();
        for (int k = 0; k < left.depth(); k++, at += BLOCK_ROWS) {
          readTileRow(weights, tile, k, widened, tileRow);
          for (int i = 0; i < BLOCK_ROWS; i++) {
            addScaled(left.data()[at + i], tileRow, 0, sums[i]);
          }
        }
        if (weights instanceof Int8Matrix matrix) {
          scale(sums, matrix.scales(), tile * COLUMNS);
        }
        store(sums, block, out, tile * COLUMNS);
      }
    }
  }

  private static void readTileRow(
      Matrix weights, int tile, int k, float[] widened, float[] tileRow) {
    if (weights instanceof Float32Matrix matrix) {
      int from = (tile * matrix.inputs() + k) * COLUMNS;
      System.arraycopy(matrix.data(), from, tileRow, 0, COLUMNS);
    } else if (weights instanceof BFloat16Matrix matrix) {
      int from = (tile * matrix.inputs() + k) * COLUMNS / 2;
      for (int j = 0; j < COLUMNS / 2; j++) {
        int pair = matrix.data()[from + j];
        tileRow[j] = Float.intBitsToFloat(pair << 16);
        tileRow[COLUMNS / 2 + j] = Float.intBitsToFloat(pair & HIGH_HALF);
      }
    } else if (weights instanceof Int8Matrix matrix) {
      for (int j = 0; j < COLUMNS; j++) {
        tileRow[j] = matrix.integer(tile * COLUMNS + j, k);
      }
    } else {
      System.arraycopy(widened, k * COLUMNS, tileRow, 0, COLUMNS);
    }
  }

  private static void scale(float[][] sums, float[] scales, int column) {
    for (float[] row : sums) {
      for (int j = 0; j < COLUMNS; j++) {
        row[j] *= scales[column + j];
      }
    }
  }

  @Override
  public void multiply(PackedRows left, Panel right, Rows out) {
    panel(left, 0, right, out, true);
  }

  @Override
  public void accumulate(PackedRows left, int fromDepth, Panel right, Rows out) {
    panel(left, fromDepth, right, out, false);
  }

  private static void panel(
      PackedRows left, int fromDepth, Panel right, Rows out, boolean fromZero) {
    for (int column = 0; column < right.columns(); column += COLUMNS) {
      for (int block = 0; block < left.blocks(); block++) {
        float[][] sums = new float[BLOCK_ROWS][COLUMNS];
        if (!fromZero) {
          for (int i = 0; i < BLOCK_ROWS; i++) {
            int from = out.start(block * BLOCK_ROWS + i) + column;
            System.arraycopy(out.data(), from, sums[i], 0, COLUMNS);
          }
        }
        int at = (block * left.depth() + fromDepth) * BLOCK_ROWS;
        for (int k = 0; k < right.depth(); k++, at += BLOCK_ROWS) {
          int from = right.offset() + k * right.stride() + column;
          for (int i = 0; i < BLOCK_ROWS; i++) {
            addScaled(left.data()[at + i], right.data(), from, sums[i]);
          }
        }
        store(sums, block, out, column);
      }
    }
  }

  private static void addScaled(float factor, float[] row, int from, float[] sums) {
    for (int j = 0; j < COLUMNS; j++) {
      sums[j] = Math.fma(factor, row[from + j], sums[j]);
    }
  }

  /**
   * A sum that underflowed to −0 is stored as +0: where a sum is cut may then not show in a sign.
   */
  private static void store(float[][] sums, int block, Rows out, int column) {
    for (int i = 0; i < BLOCK_ROWS; i++) {
      int to = out.start(block * BLOCK_ROWS + i) + column;
      for (int j = 0; j < COLUMNS; j++) {
        out.data()[to + j] = 0f + sums[i][j];
      }
    }
  }

  @Override
  public void normalize(Rows in, int row, float[] weight, float epsilon, Rows out) {
    float[] lanes = new float[RowSums.LANES];
    int from = in.start(row);
    for (int d = 0; d < in.columns(); d++) {
      float x = in.data()[from + d];
      lanes[d & RowSums.LANE_MASK] = Math.fma(x, x, lanes[d & RowSums.LANE_MASK]);
    }
    float factor = RowSums.inverseRoot(RowSums.tree(lanes), in.columns(), epsilon);
    int to = out.start(row);
    for (int d = 0; d < in.columns(); d++) {
      out.data()[to + d] = in.data()[from + d] * factor * weight[d];
    }
  }

  @Override
  public void add(Rows target, int row, Rows addend) {
    int to = target.start(row);
    int from = addend.start(row);
    for (int d = 0; d < target.columns(); d++) {
      target.data()[to + d] += addend.data()[from + d];
    }
  }

  @Override
  public void multiply(Rows target, int row, Rows factor) {
    int to = target.start(row);
    int from = factor.start(row);
    for (int d = 0; d < target.columns(); d++) {
      target.data()[to + d] *= factor.data()[from + d];
    }
  }

  @Override
  public void activate(Activation activation, Rows rows, int row) {
    int at = rows.start(row);
    for (int d = at; d < at + rows.columns(); d++) {
      float x = rows.data()[d];
      rows.data()[d] =
          activation == Activation.GELU_TANH ? Polynomials.gelu(x) : Polynomials.silu(x);
    }
  }

  @Override
  public void convolve(
      ConvolutionParameters parameters, Rows in, int[] sources, Rows out, int row) {
    int to = out.start(row);
    System.arraycopy(parameters.bias(), 0, out.data(), to, out.columns());
    for (int k = 0; k < sources.length; k++) {
      float[] tap = parameters.taps()[k];
      int from = in.start(sources[k]);
      for (int d = 0; d < out.columns(); d++) {
        out.data()[to + d] = Math.fma(tap[d], in.data()[from + d], out.data()[to + d]);
      }
    }
  }

  @Override
  public void gates(GateParameters parameters, Rows convolved, Rows decay, Rows input, int row) {
    firstInput(parameters, convolved, input, row);
    int decays = decay.start(row);
    int inputs = input.start(row);
    for (int d = 0; d < convolved.columns(); d++) {
      int channel = parameters.first() + d;
      float bias = parameters.recurrenceBias()[channel];
      float gate = Polynomials.sigmoid(decay.data()[decays + d] + bias);
      float logDecay = gate * parameters.logDecay()[channel];
      float multiplier = (float) Math.sqrt(-Polynomials.expm1(logDecay + logDecay));
      input.data()[inputs + d] *= multiplier;
      decay.data()[decays + d] = Polynomials.exp(logDecay);
    }
  }

  @Override
  public void firstGates(
      GateParameters parameters, Rows convolved, Rows decay, Rows input, int row) {
    firstInput(parameters, convolved, input, row);
    int decays = decay.start(row);
    Arrays.fill(decay.data(), decays, decays + convolved.columns(), 0f);
  }

  /** input[row] = c·i. */
  private static void firstInput(GateParameters parameters, Rows convolved, Rows input, int row) {
    int inputs = input.start(row);
    int from = convolved.start(row);
    for (int d = 0; d < convolved.columns(); d++) {
      float bias = parameters.inputBias()[parameters.first() + d];
      float gate = Polynomials.sigmoid(input.data()[inputs + d] + bias);
      input.data()[inputs + d] = convolved.data()[from + d] * gate;
    }
  }

  @Override
  public void recur(Rows decay, Rows state, int row, int parent) {
    int to = state.start(row);
    int from = state.start(parent);
    int decays = decay.start(row);
    for (int d = 0; d < state.columns(); d++) {
      state.data()[to + d] =
          Math.fma(decay.data()[decays + d], state.data()[from + d], state.data()[to + d]);
    }
  }

  @Override
  public void rotate(Rows rows, int row, Rows cosines, Rows sines, int tableRow) {
    int pairs = cosines.columns();
    int first = rows.start(row);
    for (int d = 0; d < pairs; d++) {
      float x = rows.data()[first + d];
      float y = rows.data()[first + pairs + d];
      float cosine = cosines.data()[cosines.start(tableRow) + d];
      float sine = sines.data()[sines.start(tableRow) + d];
      rows.data()[first + d] = Math.fma(x, cosine, -(y * sine));
      rows.data()[first + pairs + d] = Math.fma(y, cosine, x * sine);
    }
  }

  @Override
  public void scale(Rows rows, int row, float factor) {
    int at = rows.start(row);
    for (int d = at; d < at + rows.columns(); d++) {
      rows.data()[d] *= factor;
    }
  }

  @Override
  public float exponentiate(Rows scores, int row, int from, int to) {
    float[] data = scores.data();
    int start = scores.start(row);
    float maximum = Float.NEGATIVE_INFINITY;
    for (int j = from; j < to; j++) {
      maximum = Math.max(maximum, data[start + j]);
    }
    Arrays.fill(data, start, start + from, 0f);
    Arrays.fill(data, start + to, start + scores.columns(), 0f);
    float[] lanes = new float[RowSums.LANES];
    for (int j = from; j < to; j++) {
      float exponential = Polynomials.exp(data[start + j] - maximum);
      data[start + j] = exponential;
      lanes[j & RowSums.LANE_MASK] += exponential;
    }
    return RowSums.tree(lanes);
  }

  @Override
  public void softCap(Rows rows, int row, float cap) {
    int at = rows.start(row);
    for (int d = at; d < at + rows.columns(); d++) {
      rows.data()[d] = cap * Polynomials.tanh(rows.data()[d] / cap);
    }
  }

  @Override
  public float maximum(Rows rows, int row) {
    int at = rows.start(row);
    float maximum = Float.NEGATIVE_INFINITY;
    for (int d = at; d < at + rows.columns(); d++) {
      maximum = Math.max(maximum, rows.data()[d]);
    }
    return maximum;
  }

  @Override
  public int indexOf(Rows rows, int row, float value) {
    int at = rows.start(row);
    for (int d = 0; d < rows.columns(); d++) {
      if (rows.data()[at + d] == value) {
        return d;
      }
    }
    return -1;
  }

  @Override
  public float sumOfExponentials(Rows rows, int row, float maximum) {
    float[] lanes = new float[RowSums.LANES];
    int at = rows.start(row);
    for (int d = 0; d < rows.columns(); d++) {
      lanes[d & RowSums.LANE_MASK] += Polynomials.exp(rows.data()[at + d] - maximum);
    }
    return RowSums.tree(lanes);
  }

  @Override
  public void embed(Matrix embedding, int token, float scale, Rows out, int row) {
    int to = out.start(row);
    for (int d = 0; d < out.columns(); d++) {
      out.data()[to + d] = scale * embedding.weight(token, d);
    }
  }
}
