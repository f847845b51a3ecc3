package dev.assay.core.forest;

/**
 * Keys and values of {@link #POSITIONS} consecutive positions, the first a multiple of it, of one
 * attention layer. Immutable once a state holds it, and shared by reference between states; slots
 * after the state's last position are zero.
 *
 * @param keys rotated keys, [keyValueHeads][headDimension][32]: tiles as the kernels read them
 * @param values [32][keyValueHeads · padded headDimension]
 */
public record Page(float[] keys, float[] values) {
  /** Positions per page: the width of a tile. */
  public static final int POSITIONS = 32;

  public long bytes() {
    return (long) Float.BYTES * (keys.length + values.length);
  }
}
