package dev.assay.core.model;

import dev.assay.core.forest.Forest;
import dev.assay.core.kernel.Activation;
import dev.assay.core.kernel.GateParameters;
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
    Pass pass = new Pass(weights, index, batch, input);
    compute.project(input.packed(), new Compute.Projection(weights.inputBranch(), pass.branch));
    pass.loadTails();
    batch.recorder().recordTails(pass.branch, depth);
    pass.convolve();
    long gateWeights = 2L * shape.paddedWidth() * shape.paddedBlockWidth();
    long outputWeights = (long) shape.paddedWidth() * weights.gateBranch().weights().inputs();
    compute.forColumns(
        input.packed(),
        shape.paddedWidth(),
        last ? gateWeights : gateWeights + outputWeights,
        (from, to) -> {
          pass.gate(from, to);
          pass.recur(from, to);
          if (!last) {
            pass.output(from, to);
          }
        });
    batch.recorder().recordHidden(pass.hidden);
    if (last) {
      batch.keepReadRows();
      batch.keepReadRows(pass.hidden);
      input.packAgain();
      compute.forColumns(input.packed(), shape.paddedWidth(), outputWeights, pass::output);
    }
    return pass.gated;
  }

  /** One layer of one batch. */
  private final class Pass {
    final Mixer.Recurrent weights;
    final int index;
    final Forest forest;
    final int nodes;
    final LayerInput input;

    /** x, then the tails of the continued states, then a row of zeros. */
    final Rows branch;

    final Rows convolved;
    final Rows decay;

    /** h, then that of the continued states, then a row of zeros. */
    final Rows hidden;

    final Rows gated;

    Pass(Mixer.Recurrent weights, int index, Batch batch, LayerInput input) {
      this.weights = weights;
      this.index = index;
      this.forest = batch.forest();
      this.nodes = forest.size();
      this.input = input;
      this.branch = branches.rows(forest.zeroRow(depth) + 1);
      this.convolved = convolutions.rows(nodes);
      this.decay = decays.rows(nodes);
      this.hidden = hiddens.rows(forest.zeroRow(1) + 1);
      this.gated = gates.rows(nodes);
    }

    /** After the product, which writes whole blocks of rows. */
    void loadTails() {
      for (int s = 0; s < forest.states().size(); s++) {
        float[][] tail = forest.states().get(s).recurrences().get(index).tail();
        for (int k = 0; k < depth; k++) {
          copy(tail[k], 0, branch, nodes + s * depth + k);
        }
      }
      zero(branch, forest.zeroRow(depth));
    }

    /** c, packed block by block. */
    void convolve() {
      int block = shape.paddedBlockWidth();
      packedBlocks.forEach(packed -> packed.shape(nodes, block));
      PackedRows first = packedBlocks.get(0);
      compute.forBlocks(
          nodes,
          shape.paddedWidth(),
          first,
          (fromBlock, toBlock) -> {
            int[] sources = new int[depth + 1];
            int end = Math.min(nodes, toBlock * first.blockRows());
            for (int node = fromBlock * first.blockRows(); node < end; node++) {
              for (int k = 0; k <= depth; k++) {
                sources[k] = forest.ancestorRow(node, depth - k, depth);
              }
              compute.kernels().convolve(weights.convolution(), branch, sources, convolved, node);
            }
            for (int b = 0; b < shape.blocks(); b++) {
              Rows channels = convolved.columns(b * block, (b + 1) * block);
              compute.kernels().pack(channels, packedBlocks.get(b), fromBlock, toBlock);
            }
          });
    }

    /** Of some channels {@code decay} = a and {@code hidden} = √(1 − a²) ⊙ (i ⊙ c). */
    void gate(int fromTile, int toTile) {
      int block = shape.paddedBlockWidth();
      int tiles = block / Matrix.TILE_COLUMNS;
      for (int at = fromTile, next; at < toTile; at = next) {
        int b = at / tiles;
        next = Math.min(toTile, (b + 1) * tiles);
        int first = at - b * tiles;
        int end = next - b * tiles;
        PackedRows in = packedBlocks.get(b);
        Rows recurrenceGate = decay.columns(b * block, (b + 1) * block);
        Rows inputGate = hidden.columns(b * block, (b + 1) * block);
        compute
            .kernels()
            .multiply(in, weights.recurrenceGates().get(b), recurrenceGate, first, end);
        compute.kernels().multiply(in, weights.inputGates().get(b), inputGate, first, end);
      }
      GateParameters parameters = weights.gates().from(fromTile * Matrix.TILE_COLUMNS);
      Rows c = Compute.columns(convolved, fromTile, toTile);
      Rows a = Compute.columns(decay, fromTile, toTile);
      Rows x = Compute.columns(hidden, fromTile, toTile);
      for (int node = 0; node < nodes; node++) {
        if (forest.position(node) == 0) {
          compute.kernels().firstGates(parameters, c, a, x, node);
        } else {
          compute.kernels().gates(parameters, c, a, x, node);
        }
      }
    }

    /**
     * h[n] = a[n] ⊙ h[parent] + x[n] of some channels, nodes in order. The states' h are put in
     * their place after the products, which write whole blocks of rows.
     */
    void recur(int fromTile, int toTile) {
      int zero = nodes + forest.states().size();
      Rows a = Compute.columns(decay, fromTile, toTile);
      Rows h = Compute.columns(hidden, fromTile, toTile);
      for (int s = 0; s < forest.states().size(); s++) {
        float[] state = forest.states().get(s).recurrences().get(index).hidden();
        copy(state, fromTile * Matrix.TILE_COLUMNS, h, nodes + s);
      }
      zero(h, zero);
      for (int node = 0; node < nodes; node++) {
        int parent = forest.parent(node);
        if (parent < 0) {
          parent = forest.rootState(node) < 0 ? zero : nodes + forest.rootState(node);
        }
        compute.kernels().recur(a, h, node, parent);
      }
    }

    /** gelu(Wy·u) ⊙ h of some channels. */
    void output(int fromTile, int toTile) {
      PackedRows in = input.packed();
      Compute.Projection projection = new Compute.Projection(weights.gateBranch(), gated);
      compute.project(in, projection, fromTile, toTile);
      Rows out = Compute.columns(gated, fromTile, toTile);
      Rows h = Compute.columns(hidden, fromTile, toTile);
      for (int row = 0; row < in.rows(); row++) {
        compute.kernels().activate(Activation.GELU_TANH, out, row);
        compute.kernels().multiply(out, row, h);
      }
    }
  }

  /** Fills a row from the values that begin at {@code from}. */
  private static void copy(float[] values, int from, Rows target, int row) {
    System.arraycopy(values, from, target.data(), target.start(row), target.columns());
  }

  private static void zero(Rows rows, int row) {
    Arrays.fill(rows.data(), rows.start(row), rows.start(row) + rows.columns(), 0f);
  }
}
