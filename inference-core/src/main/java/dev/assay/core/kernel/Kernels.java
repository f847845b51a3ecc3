package dev.assay.core.kernel;

/**
 * The arithmetic, and nothing else: the one seam between models and SIMD.
 *
 * <p>Every method defines its result to the bit, whatever implements it: {@link PlainKernels} is
 * the definition, the vector implementations repeat it lane by lane.
 *
 * <ul>
 *   <li>An element of a product is one float32 accumulator that adds k = 0, 1, 2, … with {@link
 *       Math#fma}, from +0; a sum of −0 is stored as +0. int8 weights are added up as integers in
 *       float32, and the finished sum is multiplied by its output's scale, once.
 *   <li>A sum along a row runs in 16 virtual lanes, element d in lane d mod 16, each lane in
 *       ascending d from +0; the lanes meet in a fixed tree: lane i + lane i+8, then i + i+4, i +
 *       i+2, i + i+1.
 *   <li>exp, expm1, tanh and sigmoid are the polynomials of {@link PlainKernels}.
 * </ul>
 *
 * Stateless and safe for use by many threads; operands are the caller's.
 */
public interface Kernels {
  /** Rows after the last one that a product may overwrite in its output buffer. */
  int ROW_PADDING = 15;

  /** Virtual lanes of every sum along a row. */
  int SUM_LANES = 16;

  /** {@code plain}, {@code vector128}, {@code vector256} or {@code vector512}. */
  String name();

  // ---------------------------------------------------------------- products

  /** An empty left operand in this implementation's block height. */
  PackedRows packedRows();

  /**
   * Packs the blocks [fromBlock, toBlock) of {@code target}, whose shape is set, from the rows of
   * {@code source} (row r of the operand is row r of the source, its first {@code target.depth()}
   * columns). Rows of a last, partial block that do not exist are packed as zeros.
   */
  void pack(Rows source, PackedRows target, int fromBlock, int toBlock);

  /**
   * out[r][j] = Σ_k left[r][k]·weights[j][k] for all rows r and the outputs j of tiles [fromTile,
   * toTile). Writes whole tiles and whole row blocks, see {@link Rows}.
   */
  void multiply(PackedRows left, Matrix weights, Rows out, int fromTile, int toTile);

  /** out[r][j] = Σ_k left[r][k]·right[k][j] for k in [0, right.depth()) and all columns j. */
  void multiply(PackedRows left, Panel right, Rows out);

  /**
   * out[r][j] continues its sum: out[r][j] + Σ_k left[r][fromDepth + k]·right[k][j], k ascending
   * over [0, right.depth()).
   */
  void accumulate(PackedRows left, int fromDepth, Panel right, Rows out);

  // ---------------------------------------------------------------- rows

  /** out[row] = in[row] · 1/√(mean(in[row]²) + epsilon) · weight. */
  void normalize(Rows in, int row, float[] weight, float epsilon, Rows out);

  /** target[row] += addend[row]. */
  void add(Rows target, int row, Rows addend);

  /** target[row] *= factor[row]. */
  void multiply(Rows target, int row, Rows factor);

  /** rows[row] = activation(rows[row]). */
  void activate(Activation activation, Rows rows, int row);

  /**
   * out[row] = bias + Σ_k taps[k] ⊙ in[sources[k]], k ascending, by fma from bias; {@code sources}
   * has one row index per tap, the oldest first.
   */
  void convolve(ConvolutionParameters parameters, Rows in, int[] sources, Rows out, int row);

  /**
   * The gates of the recurrence. In: the convolution's output c, and in {@code decay} and {@code
   * input} the products of c with the recurrence and input gate weights. Out: {@code decay[row]} =
   * a = exp(logDecay·r), and {@code input[row]} = (c·i)·√(−expm1(2·logDecay·r)), where r =
   * sigmoid(decay[row] + recurrenceBias), i = sigmoid(input[row] + inputBias).
   */
  void gates(GateParameters parameters, Rows convolved, Rows decay, Rows input, int row);

  /**
   * The gates at the first position of a text, where the recurrence is reset: a = 0 and the
   * multiplier is 1: {@code decay[row]} = 0, {@code input[row]} = c·i.
   */
  void firstGates(GateParameters parameters, Rows convolved, Rows decay, Rows input, int row);

  /** state[row] = fma(decay[row], state[parent], state[row]). */
  void recur(Rows decay, Rows state, int row, int parent);

  /**
   * Rotates pairs (d, d + n) of rows[row] for d in [0, n), n = cosines.length columns of the
   * tables' row {@code tableRow}: x·cos − y·sin, y·cos + x·sin, as fma(x, cos, −(y·sin)) and fma(y,
   * cos, x·sin).
   */
  void rotate(Rows rows, int row, Rows cosines, Rows sines, int tableRow);

  /** rows[row] *= factor. */
  void scale(Rows rows, int row, float factor);

  // ---------------------------------------------------------------- softmax and logits

  /**
   * Attention weights, unnormalised: scores[row][j] becomes exp(scores[row][j] − max) for j in
   * [from, to), where max is over [from, to), and exactly +0 for the other columns of the view;
   * returns the sum over [from, to), element j in virtual lane j mod 16. exp is exactly 0 where its
   * argument is below −87.
   */
  float exponentiate(Rows scores, int row, int from, int to);

  /** rows[row] = cap·tanh(rows[row]/cap). */
  void softCap(Rows rows, int row, float cap);

  /** The largest element of a row; NaN if any is NaN. */
  float maximum(Rows rows, int row);

  /** The lowest column that holds {@code value}; −1 if none. */
  int indexOf(Rows rows, int row, float value);

  /** Σ_j exp(rows[row][j] − maximum). */
  float sumOfExponentials(Rows rows, int row, float maximum);

  /** out[row] = scale·embedding[token]. */
  void embed(Matrix embedding, int token, float scale, Rows out, int row);
}
