package dev.assay.core.model;

import dev.assay.core.kernel.Kernels;
import dev.assay.core.kernel.Matrix;
import dev.assay.core.kernel.PackedRows;
import dev.assay.core.kernel.Rows;
import dev.assay.core.parallel.ThreadTeam;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * Log-probabilities without a logits matrix: the vocabulary is passed over in tiles of {@link
 * #TILE} ids, each leaving its maximum, that maximum's lowest id and its sum of exponentials per
 * row; the tiles meet in tile order, in float64, when all are done.
 */
public final class VocabularyScorer {
  /** Ids per tile: part of the order of summation, and so of the numerics version. */
  static final int TILE = 1024;

  /** Rows scored in one pass over the vocabulary: bounds a worker's tile of logits. */
  private static final int PASS_ROWS = 96;

  private final Matrix head;
  private final float softCap;
  private final int vocabulary;
  private final Compute compute;
  private final PackedRows packed;
  private final List<Buffer> logits;

  public VocabularyScorer(Model model, Kernels kernels, ThreadTeam team) {
    this.head = model.weights().head();
    this.softCap = model.configuration().logitSoftCap();
    this.vocabulary = model.configuration().vocabularySize();
    this.compute = new Compute(kernels, team);
    this.packed = kernels.packedRows();
    this.logits = Stream.generate(() -> new Buffer(TILE)).limit(team.size()).toList();
  }

  /**
   * The distribution after one row, as far as it was asked for.
   *
   * @param logNormalizer natural logarithm of Σ exp(logit); not finite where the row is not
   * @param mostProbable the id of the largest logit, the lowest among equals; −1 where the row is
   *     not finite
   * @param largest that logit
   * @param logits the logits of the ids asked for, in their order
   */
  public record RowScore(double logNormalizer, int mostProbable, float largest, float[] logits) {}

  /**
   * @param rows final-norm rows, [count × width]
   * @param tokens the ids whose logits are wanted of each row
   */
  public RowScore[] score(Rows rows, int[][] tokens) {
    return score(rows, tokens, new float[tokens.length][]);
  }

  /**
   * @param all receives all logits of a row, [vocabulary] each; null for rows of which not all are
   *     wanted
   */
  public RowScore[] score(Rows rows, int[][] tokens, float[][] all) {
    RowScore[] scores = new RowScore[tokens.length];
    for (int from = 0; from < tokens.length; from += PASS_ROWS) {
      int to = Math.min(tokens.length, from + PASS_ROWS);
      RowScore[] pass =
          pass(
              rows.from(from),
              Arrays.copyOfRange(tokens, from, to),
              Arrays.copyOfRange(all, from, to));
      System.arraycopy(pass, 0, scores, from, pass.length);
    }
    return scores;
  }

  private RowScore[] pass(Rows rows, int[][] tokens, float[][] all) {
    int count = tokens.length;
    int tiles = (vocabulary + TILE - 1) / TILE;
    float[][] maxima = new float[tiles][count];
    int[][] largest = new int[tiles][count];
    float[][] sums = new float[tiles][count];
    float[][] wanted = new float[count][];
    for (int row = 0; row < count; row++) {
      wanted[row] = new float[tokens[row].length];
    }
    compute.pack(count, row -> {}, rows, packed);
    compute
        .team()
        .forEach(
            tiles,
            (worker, tile) -> {
              int first = tile * TILE;
              int ids = Math.min(TILE, vocabulary - first);
              Rows logit = logits.get(worker).rows(count).columns(0, ids);
              multiply(first, ids, logit);
              for (int row = 0; row < count; row++) {
                if (softCap != 0f) {
                  compute.kernels().softCap(logit, row, softCap);
                }
                float maximum = compute.kernels().maximum(logit, row);
                maxima[tile][row] = maximum;
                largest[tile][row] = first + compute.kernels().indexOf(logit, row, maximum);
                sums[tile][row] = compute.kernels().sumOfExponentials(logit, row, maximum);
                if (all[row] != null) {
                  System.arraycopy(logit.data(), logit.start(row), all[row], first, ids);
                }
                for (int i = 0; i < tokens[row].length; i++) {
                  int id = tokens[row][i] - first;
                  if (id >= 0 && id < ids) {
                    wanted[row][i] = logit.data()[logit.start(row) + id];
                  }
                }
              }
            });
    RowScore[] scores = new RowScore[count];
    for (int row = 0; row < count; row++) {
      scores[row] = merge(row, maxima, largest, sums, wanted[row]);
    }
    return scores;
  }

  private void multiply(int first, int ids, Rows logit) {
    int fromTile = first / Matrix.TILE_COLUMNS;
    int toTile = fromTile + Matrix.paddedColumns(ids) / Matrix.TILE_COLUMNS;
    Rows shifted = new Rows(logit.data(), logit.offset() - first, logit.stride(), first + ids);
    compute.kernels().multiply(packed, head, shifted, fromTile, toTile);
  }

  private static RowScore merge(
      int row, float[][] maxima, int[][] largest, float[][] sums, float[] logits) {
    int best = 0;
    boolean finite = true;
    for (int tile = 0; tile < maxima.length; tile++) {
      finite &= Float.isFinite(maxima[tile][row]);
      if (maxima[tile][row] > maxima[best][row]) {
        best = tile;
      }
    }
    if (!finite) {
      return new RowScore(Double.NaN, -1, Float.NaN, logits);
    }
    double maximum = maxima[best][row];
    double sum = 0;
    for (int tile = 0; tile < maxima.length; tile++) {
      sum += sums[tile][row] * StrictMath.exp(maxima[tile][row] - maximum);
    }
    return new RowScore(
        maximum + StrictMath.log(sum), largest[best][row], maxima[best][row], logits);
  }
}
