package dev.assay.core.model;

import dev.assay.core.forest.Forest;
import dev.assay.core.kernel.Activation;
import dev.assay.core.kernel.Matrix;
import dev.assay.core.kernel.PackedRows;
import dev.assay.core.kernel.Rows;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * Griffin's recurrent block over a forest (arXiv 2402.19427, §2.3–2.4; recurrentgemma/torch/
 * griffin.py, RecurrentBlock). N nodes, M carried rows, W padded channels, B padded block width:
 *
 * <pre>
 * x = Wx·u                        [N × W]
 * c = convolution of x over the node and its three nearest ancestors
 * r, i = σ(c·Wr), σ(c·Wi)         block by block
 * h[n] = a[n] ⊙ h[parent] + √(1 − a²) ⊙ (i ⊙ c)
 * out = Wo·(gelu(Wy·u) ⊙ h)       [M × width]
 * </pre>
 */
final class RecurrentBlock {
  private final Compute compute;
  private final RecurrenceShape shape;
  private final int depth;
  private final Buffer branches;
  private final Buffer convolutions;
  private final Buffer decays;
  private final Buffer hiddens;
  private final Buffer gates;
  private final List<PackedRows> packedBlocks;

  RecurrentBlock(Compute compute, RecurrenceShape shape) {
    this.compute = compute;
    this.shape = shape;
    this.depth = shape.convolutionWidth() - 1;
    int channels = shape.paddedWidth();
    this.branches = new Buffer(channels);
    this.convolutions = new Buffer(channels);
    this.decays = new Buffer(channels);
    this.hiddens = new Buffer(channels);
    this.gates = new Buffer(channels);
    this.packedBlocks =
        Stream.generate(compute.kernels()::packedRows).limit(shape.blocks()).toList();
  }

  /**
   * Computes the block up to its last projection.
   *
   * @param index which of the recurrent layers this is
   * @param input normalises and packs the carried rows of the stream
   * @return gelu(Wy·u) ⊙ h, [M × W]
   */
  Rows apply(Mixer.Recurrent weights, int index, Batch batch, LayerInput input, boolean last) {
    Forest forest = batch.forest();
    int nodes = forest.size();
    Rows branch = branches.rows(forest.zeroRow(depth) + 1);
    Rows hidden = hiddens.rows(forest.zeroRow(1) + 1);
    compute.multiply(input.packed(), weights.inputBranch().weights(), branch);
    compute.forRows(nodes, node -> compute.addBias(branch, node, weights.inputBranch().bias()));
    loadTails(forest, index, branch);
    batch.recorder().recordTails(branch, depth);

    gate(weights, forest, branch, hidden);
    loadHidden(forest, index, hidden);
    recur(forest, hidden);
    batch.recorder().recordHidden(hidden);

    if (last) {
      batch.keepReadRows();
      batch.keepReadRows(hidden);
      input.pack();
    }
    Rows gated = gates.rows(batch.rows());
    compute.multiply(input.packed(), weights.gateBranch().weights(), gated);
    compute.forRows(
        batch.rows(),
        row -> {
          compute.addBias(gated, row, weights.gateBranch().bias());
          compute.kernels().activate(Activation.GELU_TANH, gated, row);
          compute.kernels().multiply(gated, row, hidden);
        });
    return gated;
  }

  /** Puts the tails of the continued states after the nodes' rows, and a row of zeros. */
  private void loadTails(Forest forest, int index, Rows branch) {
    for (int s = 0; s < forest.states().size(); s++) {
      float[][] tail = forest.states().get(s).recurrences().get(index).tail();
      for (int k = 0; k < depth; k++) {
        copy(tail[k], branch, forest.size() + s * depth + k);
      }
    }
    zero(branch, forest.zeroRow(depth));
  }

  /**
   * Puts h of the continued states after the nodes' rows, and a row of zeros; after the products,
   * which write whole blocks of rows.
   */
  private static void loadHidden(Forest forest, int index, Rows hidden) {
    for (int s = 0; s < forest.states().size(); s++) {
      copy(forest.states().get(s).recurrences().get(index).hidden(), hidden, forest.size() + s);
    }
    zero(hidden, forest.size() + forest.states().size());
  }

  /** Convolution, then the gates: {@code decays} = a and {@code hidden} = √(1 − a²) ⊙ (i ⊙ c). */
  private void gate(Mixer.Recurrent weights, Forest forest, Rows branch, Rows hidden) {
    int nodes = forest.size();
    Rows convolved = convolutions.rows(nodes);
    Rows decay = decays.rows(nodes);
    int block = shape.paddedBlockWidth();
    packedBlocks.forEach(packed -> packed.shape(nodes, block));
    PackedRows first = packedBlocks.get(0);
    compute
        .team()
        .split(
            first.blocks(),
            (worker, from, to) -> {
              int[] sources = new int[depth + 1];
              int end = Math.min(nodes, to * first.blockRows());
              for (int node = from * first.blockRows(); node < end; node++) {
                for (int k = 0; k <= depth; k++) {
                  sources[k] = forest.ancestorRow(node, depth - k, depth);
                }
                compute.kernels().convolve(weights.convolution(), branch, sources, convolved, node);
              }
              for (int b = 0; b < shape.blocks(); b++) {
                Rows channels = convolved.columns(b * block, (b + 1) * block);
                compute.kernels().pack(channels, packedBlocks.get(b), from, to);
              }
            });
    int tiles = block / Matrix.TILE_COLUMNS;
    compute
        .team()
        .split(
            shape.blocks() * tiles,
            4L * nodes * block * shape.paddedWidth(),
            (worker, from, to) -> {
              for (int at = from, next; at < to; at = next) {
                int b = at / tiles;
                next = Math.min(to, (b + 1) * tiles);
                int firstTile = at - b * tiles;
                int lastTile = next - b * tiles;
                PackedRows packed = packedBlocks.get(b);
                Rows decayBlock = decay.columns(b * block, (b + 1) * block);
                Rows inputBlock = hidden.columns(b * block, (b + 1) * block);
                compute
                    .kernels()
                    .multiply(
                        packed, weights.recurrenceGates().get(b), decayBlock, firstTile, lastTile);
                compute
                    .kernels()
                    .multiply(packed, weights.inputGates().get(b), inputBlock, firstTile, lastTile);
              }
            });
    compute.forRows(
        nodes,
        node -> {
          if (forest.position(node) == 0) {
            compute.kernels().firstGates(weights.gates(), convolved, decay, hidden, node);
          } else {
            compute.kernels().gates(weights.gates(), convolved, decay, hidden, node);
          }
        });
  }

  /** h[n] = a[n] ⊙ h[parent] + x[n], nodes in order; channels are split over the team. */
  private void recur(Forest forest, Rows hidden) {
    int nodes = forest.size();
    Rows decay = decays.rows(nodes);
    int zero = nodes + forest.states().size();
    compute
        .team()
        .split(
            shape.paddedWidth() / Matrix.TILE_COLUMNS,
            2L * nodes * shape.paddedWidth(),
            (worker, from, to) -> {
              Rows a = decay.columns(from * Matrix.TILE_COLUMNS, to * Matrix.TILE_COLUMNS);
              Rows h = hidden.columns(from * Matrix.TILE_COLUMNS, to * Matrix.TILE_COLUMNS);
              for (int node = 0; node < nodes; node++) {
                int parent = forest.parent(node);
                if (parent < 0) {
                  parent = forest.rootState(node) < 0 ? zero : nodes + forest.rootState(node);
                }
                compute.kernels().recur(a, h, node, parent);
              }
            });
  }

  private static void copy(float[] values, Rows target, int row) {
    System.arraycopy(values, 0, target.data(), target.start(row), values.length);
  }

  private static void zero(Rows rows, int row) {
    Arrays.fill(rows.data(), rows.start(row), rows.start(row) + rows.columns(), 0f);
  }
}
