package dev.assay.core.family;

/**
 * Rotary embeddings as a family has them where its files say nothing.
 *
 * @param theta {@code rope_theta}: base of the frequencies, of layers without a window where layers
 *     differ
 * @param localTheta {@code rope_local_base_freq}: the same of layers with a window; 0 where all
 *     layers have one table
 * @param turnedPart {@code partial_rotary_factor}: share of a head's dimensions that turn
 */
public record RotaryRule(double theta, double localTheta, double turnedPart) {
  static RotaryRule wholeHead(double theta) {
    return new RotaryRule(theta, 0, 1);
  }

  /** Whether layers with a window have a table of their own. */
  public boolean local() {
    return localTheta != 0;
  }
}
