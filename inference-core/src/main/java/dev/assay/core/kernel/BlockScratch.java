package dev.assay.core.kernel;

/** What a thread needs to multiply by a {@link BlockMatrix}, kept for its next product. */
final class BlockScratch {
  /** Inputs of a strip for many rows, whole blocks: 160 KiB of float32 a tile. */
  static final int STRIP = 1280;

  /** Inputs of a strip for a single row: its scales stay in the first cache. */
  static final int ROW_STRIP = 512;

  /** The most tiles of which scales are held. */
  static final int ROW_TILES = 2;

  private static final int FEWEST_SUB_VALUES = 16;
  private static final int FEWEST_BLOCK_VALUES = 32;

  /** Floats of a tile's scales, in a strip for a single row. */
  static final int ROW_SCALES = ROW_STRIP / FEWEST_SUB_VALUES * Matrix.TILE_COLUMNS;

  private static final ThreadLocal<BlockScratch> OF_THREAD =
      ThreadLocal.withInitial(BlockScratch::new);

  private static final int SCALES =
      Math.max(ROW_TILES * ROW_SCALES, STRIP / FEWEST_SUB_VALUES * Matrix.TILE_COLUMNS);
  private static final int FACTORS = STRIP / FEWEST_BLOCK_VALUES * Matrix.TILE_COLUMNS;

  /** [sub-block][32 columns]. */
  final float[] scales = new float[SCALES];

  /** [sub-block][32 columns]. */
  final float[] minima = new float[SCALES];

  /** [block][32 columns]. */
  final float[] scaleFactors = new float[FACTORS];

  /** [block][32 columns]. */
  final float[] minimumFactors = new float[FACTORS];

  /** What a single row's accumulators start from. */
  final float[] sums = new float[ROW_TILES * Matrix.TILE_COLUMNS];

  /** [tile][{@link #STRIP}][32 columns]. */
  final float[] widened = new float[ProductScratch.TILES * STRIP * Matrix.TILE_COLUMNS];

  private BlockScratch() {}

  static BlockScratch ofThread() {
    return OF_THREAD.get();
  }
}
