package dev.assay.eval.gate.evidence;

/**
 * One metric's values of the items that two runs share, in an order that nothing but the items
 * decides.
 *
 * @param candidate one per item
 * @param baseline of the same items
 * @param cluster of each item, from 0; every number up to the greatest is there
 * @param higherIsBetter direction of the metric
 */
public record PairedValues(
    double[] candidate, double[] baseline, int[] cluster, boolean higherIsBetter) {
  public PairedValues {
    if (candidate.length != baseline.length || candidate.length != cluster.length) {
      throw new IllegalArgumentException(
          candidate.length + ", " + baseline.length + " values, " + cluster.length + " clusters");
    }
  }

  /** Items that are clusters of their own. */
  public static PairedValues ofItems(
      double[] candidate, double[] baseline, boolean higherIsBetter) {
    int[] cluster = new int[candidate.length];
    for (int i = 0; i < cluster.length; i++) {
      cluster[i] = i;
    }
    return new PairedValues(candidate, baseline, cluster, higherIsBetter);
  }

  int clusters() {
    int most = -1;
    for (int one : cluster) {
      most = Math.max(most, one);
    }
    return most + 1;
  }

  /** What the candidate is better by, item by item. */
  double[] gains() {
    double[] gains = new double[candidate.length];
    for (int i = 0; i < gains.length; i++) {
      gains[i] = higherIsBetter ? candidate[i] - baseline[i] : baseline[i] - candidate[i];
    }
    return gains;
  }

  boolean areHits() {
    return areHits(candidate) && areHits(baseline);
  }

  private static boolean areHits(double[] values) {
    for (double value : values) {
      if (value != 0 && value != 1) {
        return false;
      }
    }
    return true;
  }
}
