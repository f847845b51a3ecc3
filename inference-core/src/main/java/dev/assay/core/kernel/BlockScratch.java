package dev.assay.core.kernel;

/** What a thread needs to multiply by a {@link BlockMatrix}, kept for its next product. */
final class BlockScratch {
  /** Inputs that are widened at once for many rows, whole strips: 160 KiB of float32 a tile. */
  static final int WIDENED = 1280;

  /** The most tiles that a single row takes at once. */
  private static final int ROW_TILES = 4;

  private static final int MOST_STRIP = 256;
  private static final int FEWEST_SUB_VALUES = 16;

  /** Floats of a tile's scales, in a strip. */
  static final int TILE_SCALES = MOST_STRIP / FEWEST_SUB_VALUES * Matrix.TILE_COLUMNS;

  private static final ThreadLocal<BlockScratch> OF_THREAD =
      ThreadLocal.withInitial(BlockScratch::new);

  /** [tile][sub-block][32 columns], a tile at a multiple of {@link #TILE_SCALES}. */
  final float[] scales = new float[ROW_TILES * TILE_SCALES];

  /** The scales of codes that lie four bits higher than where they count as what they are. */
  final float[] sixteenths = new float[ROW_TILES * TILE_SCALES];

  /** What is added to scale · code. */
  final float[] addends = new float[ROW_TILES * TILE_SCALES];

  /** Of a block with sub-blocks, per column. */
  final float[] scaleFactors = new float[Matrix.TILE_COLUMNS];

  /** Of a block with sub-blocks, per column. */
  final float[] minimumFactors = new float[Matrix.TILE_COLUMNS];

  /** [tile][{@link #WIDENED}][32 columns]. */
  final float[] widened = new float[ProductScratch.TILES * WIDENED * Matrix.TILE_COLUMNS];

  private BlockScratch() {}

  static BlockScratch ofThread() {
    return OF_THREAD.get();
  }
}
