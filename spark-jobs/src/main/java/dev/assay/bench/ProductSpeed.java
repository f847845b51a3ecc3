package dev.assay.bench;

import dev.assay.core.kernel.BFloat16Matrix;
import dev.assay.core.kernel.BlockMatrix;
import dev.assay.core.kernel.BlockType;
import dev.assay.core.kernel.Float32Matrix;
import dev.assay.core.kernel.Int8Matrix;
import dev.assay.core.kernel.KernelProvider;
import dev.assay.core.kernel.Kernels;
import dev.assay.core.kernel.Matrix;
import dev.assay.core.kernel.PackedRows;
import dev.assay.core.kernel.ProductCut;
import dev.assay.core.kernel.Rows;
import dev.assay.core.parallel.ThreadTeam;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Times the product kernels by themselves: out = in · weightsᵀ, the left operand packed beforehand,
 * as one packing serves several products of a layer.
 */
final class ProductSpeed {
  private static final long SEED = 1;

  /** Matrices taken in turn have so many bytes together: more than caches hold. */
  private static final long UNCACHED_BYTES = 1 << 28;

  /** Of small ones more would be needed, and would take long to fill. */
  private static final long MOST_MATRICES = 32;

  /** In the second byte of a binary16. */
  private static final int HIGHEST_EXPONENT_BIT = 0x40;

  /** Of the types of GGUF files: what most of them have most of. */
  private static final List<BlockType> BLOCKS = List.of(BlockType.Q8_0, BlockType.Q4_K);

  private final Kernels kernels;
  private final ThreadTeam team;
  private final BenchSettings settings;
  private final Ceilings.Ceiling ceiling;
  private final int inputs;
  private final int outputs;

  ProductSpeed(Kernels kernels, ThreadTeam team, BenchSettings settings, Ceilings.Ceiling ceiling) {
    this.kernels = kernels;
    this.team = team;
    this.settings = settings;
    this.ceiling = ceiling;
    this.inputs = settings.products().inputs();
    this.outputs = settings.products().outputs();
  }

  List<Product> measure() {
    List<Product> products = new ArrayList<>();
    products.addAll(of("float32", () -> new Float32Matrix(outputs, inputs)));
    products.addAll(of("bfloat16", () -> new BFloat16Matrix(outputs, inputs)));
    products.addAll(of("int8", () -> new Int8Matrix(outputs, inputs)));
    KernelProvider.prime(kernels, BLOCKS);
    for (BlockType type : BLOCKS) {
      if (inputs % type.blockValues() == 0) {
        String name = type.name().toLowerCase(Locale.ROOT);
        products.addAll(of(name, () -> new BlockMatrix(type, outputs, inputs)));
      }
    }
    return products;
  }

  private List<Product> of(String name, Supplier<Matrix> weights) {
    Matrix first = weights.get();
    // An eighth of what a small heap has left, for states are to find room as well.
    long bytes = Math.min(UNCACHED_BYTES, Heap.freeBytes() / 8);
    long more = Math.max(0, Math.min(MOST_MATRICES - 1, (bytes - 1) / first.bytes()));
    List<Matrix> matrices =
        Stream.concat(Stream.of(first), Stream.generate(weights).limit(more)).toList();
    matrices.forEach(this::fill);
    return settings.products().rows().stream().map(rows -> of(name, rows, matrices)).toList();
  }

  private Product of(String name, int rows, List<Matrix> matrices) {
    PackedRows left = left(rows);
    Rows out = Rows.allocate(rows, outputs);
    int[] next = {0};
    Repetitions.Seconds seconds =
        settings
            .repetitions()
            .atLeast(settings.counts().products())
            .time(
                () -> {
                  Matrix matrix = matrices.get(next[0]++ % matrices.size());
                  multiply(left, matrix, out);
                });
    Rate operations = seconds.per(2.0 * rows * inputs * outputs);
    return new Product(
        name,
        rows,
        inputs,
        outputs,
        operations,
        ceiling.shareOfFlops(operations),
        ceiling.shareOfBandwidth(seconds.per(matrices.get(0).bytes())));
  }

  private void multiply(PackedRows left, Matrix matrix, Rows out) {
    int least = ProductCut.tiles(left.rows());
    int tiles = matrix.tiles();
    team.split(
        (tiles + least - 1) / least,
        ProductCut.operations(left.rows(), (long) inputs * outputs),
        ProductCut.together(left),
        (worker, from, to) ->
            kernels.multiply(left, matrix, out, from * least, Math.min(tiles, to * least)));
  }

  private PackedRows left(int rows) {
    Rows in = Rows.allocate(rows, inputs);
    SplittableRandom random = new SplittableRandom(SEED);
    for (int i = 0; i < in.data().length; i++) {
      in.data()[i] = (float) (2 * random.nextDouble() - 1);
    }
    PackedRows packed = kernels.packedRows().shape(rows, inputs);
    kernels.pack(in, packed, 0, packed.blocks());
    return packed;
  }

  /** The same 32 rows in every tile: values do not change the time. */
  private void fill(Matrix matrix) {
    if (matrix instanceof BlockMatrix target) {
      byte[] blocks = blocks(target.type());
      team.forEach(matrix.tiles(), (worker, tile) -> target.setTile(tile, blocks));
      return;
    }
    float[] rows = new float[Matrix.TILE_COLUMNS * inputs];
    short[] bits = new short[rows.length];
    SplittableRandom random = new SplittableRandom(SEED);
    for (int i = 0; i < rows.length; i++) {
      rows[i] = (float) (2 * random.nextDouble() - 1);
      bits[i] = (short) (Float.floatToRawIntBits(rows[i]) >>> Short.SIZE);
    }
    team.forEach(
        matrix.tiles(),
        (worker, tile) -> {
          if (matrix instanceof BFloat16Matrix target) {
            target.setTile(tile, bits);
          } else if (matrix instanceof Float32Matrix target) {
            target.setTile(tile, rows);
          } else if (matrix instanceof Int8Matrix target) {
            target.setTile(tile, rows);
          }
        });
  }

  /** Random blocks of 32 rows, whose factors are finite wherever a block has them. */
  private byte[] blocks(BlockType type) {
    byte[] blocks = new byte[Math.toIntExact(type.bytes((long) Matrix.TILE_COLUMNS * inputs))];
    SplittableRandom random = new SplittableRandom(SEED);
    for (int i = 0; i < blocks.length; i++) {
      blocks[i] = (byte) (random.nextInt() & ~HIGHEST_EXPONENT_BIT);
    }
    return blocks;
  }
}
