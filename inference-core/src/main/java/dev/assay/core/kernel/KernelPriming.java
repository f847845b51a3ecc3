package dev.assay.core.kernel;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Calls every product kernel often with hardly any work, once per virtual machine: one that is
 * first entered by a long loop is compiled in the middle of that loop, and may keep boxing its
 * vectors for ever; primed, the first request runs at full speed.
 */
final class KernelPriming {
  /** Calls until the best compiler has had its turn. */
  private static final int CALLS = 20_000;

  /** The same of products with quantised blocks, each of which calls its kernels twenty times. */
  private static final int BLOCK_CALLS = 300;

  private static final int DEPTH = 2;

  /** A single row's kernel takes up to four tiles at once, and a last one by itself. */
  private static final int TILES = 5;

  private static final Set<String> PRIMED = ConcurrentHashMap.newKeySet();

  private KernelPriming() {}

  static void prime(Kernels kernels) {
    if (!PRIMED.add(kernels.name())) {
      return;
    }
    int columns = TILES * Matrix.TILE_COLUMNS;
    Matrix[] weights = {
      new Float32Matrix(columns, DEPTH),
      new BFloat16Matrix(columns, DEPTH),
      new Int8Matrix(columns, DEPTH)
    };
    Panel panel = new Panel(new float[DEPTH * columns], 0, columns, DEPTH, Matrix.TILE_COLUMNS);
    int block = kernels.packedRows().blockRows();
    int most = block + 1;
    Rows in = Rows.allocate(most, DEPTH);
    Rows out = Rows.allocate(most, columns);
    // One row more than a block: int8 takes another way then.
    for (int rows = 1; rows <= most; rows++) {
      PackedRows left = kernels.packedRows().shape(rows, DEPTH);
      kernels.pack(in, left, 0, left.blocks());
      // Higher kernels serve several numbers of rows each; those of one row or two serve only them.
      int calls = rows <= ProductCut.WIDE_ROWS ? CALLS : CALLS / block;
      for (int call = 0; call < calls; call++) {
        for (Matrix matrix : weights) {
          kernels.multiply(left, matrix, out, 0, TILES);
        }
        kernels.multiply(left, panel, out);
        kernels.accumulate(left, 0, panel, out);
      }
    }
  }

  /**
   * Of quantised blocks only those that come: each of their kernels takes long to compile. Types
   * whose levels are looked up have none. Returns those that had not been called before.
   */
  static List<BlockType> prime(Kernels kernels, Collection<BlockType> types) {
    List<BlockType> primed = new ArrayList<>();
    for (BlockType type : types) {
      // More than a strip: what is done only after the first would be compiled when it comes.
      int inputs = BlockScratch.WIDENED + type.blockValues();
      BlockMatrix weights = new BlockMatrix(type, TILES * Matrix.TILE_COLUMNS, inputs);
      if (weights.computed() && PRIMED.add(kernels.name() + " " + type)) {
        prime(kernels, weights);
        primed.add(type);
      }
    }
    return primed;
  }

  private static void prime(Kernels kernels, BlockMatrix weights) {
    int most = kernels.packedRows().blockRows();
    Rows in = Rows.allocate(most, weights.inputs());
    Rows out = Rows.allocate(most, weights.outputs());
    for (int rows : new int[] {1, most}) {
      PackedRows left = kernels.packedRows().shape(rows, weights.inputs());
      kernels.pack(in, left, 0, left.blocks());
      for (int call = 0; call < BLOCK_CALLS; call++) {
        kernels.multiply(left, weights, out, 0, TILES);
      }
    }
  }
}
