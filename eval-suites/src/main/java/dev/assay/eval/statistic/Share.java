package dev.assay.eval.statistic;

/**
 * Shares by their distance from ½. Whoever exchanges the two sides of a comparison changes that
 * distance's sign and nothing else, so that 1 minus the share comes out to the last bit.
 */
public final class Share {
  private Share() {}

  /** ½ + distance, where that of −distance is exactly 1 minus that of distance. */
  public static double ofDistance(double distance) {
    return distance < 0 ? 1 - (0.5 - distance) : 0.5 + distance;
  }

  /** Bounds of the share, from bounds of its distance from ½. */
  public static Interval ofDistance(Interval distance) {
    return new Interval(ofDistance(distance.lower()), ofDistance(distance.upper()));
  }

  /** How far 1/(1 + e^−x) lies from ½: an odd function of x to the last bit. */
  public static double logisticDistance(double x) {
    return StrictMath.tanh(x / 2) / 2;
  }

  /** 1/(1 + e^−x). */
  public static double logistic(double x) {
    return ofDistance(logisticDistance(x));
  }
}
