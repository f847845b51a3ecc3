package dev.assay.core.kernel;

/**
 * How a product is cut over threads: by tiles of outputs, so that no sum is cut, and so that no
 * kernel gets a piece that makes it slower.
 */
public final class ProductCut {
  /**
   * A weight takes as long to read as so many operations: where rows are few, reading is what takes
   * time.
   */
  private static final int OPERATIONS_OF_READING = 8;

  /** Rows that kernels multiply by several tiles at once. */
  static final int WIDE_ROWS = 2;

  /** So many tiles at most. */
  private static final int WIDE_TILES = 4;

  /**
   * Tiles whose weights stay in a core's second cache together, for rows that do not: the rows are
   * read as often as there are pieces.
   */
  private static final int FAR_TILES = ProductScratch.TILES;

  /** Floats of rows that the caches which all cores have together hold. */
  private static final long NEAR_FLOATS = 1 << 21;

  private ProductCut() {}

  /** Tiles of the least piece: all but the last piece of a product are multiples of them. */
  public static int tiles(int rows) {
    return rows <= WIDE_ROWS ? WIDE_TILES : 1;
  }

  /** Least pieces that are faster together. */
  public static int together(PackedRows rows) {
    return (long) rows.rows() * rows.depth() > NEAR_FLOATS ? FAR_TILES : 1;
  }

  /** What a product costs, in operations of one that has many rows. */
  public static long operations(int rows, long weights) {
    return weights * Math.max(2L * rows, OPERATIONS_OF_READING);
  }
}
