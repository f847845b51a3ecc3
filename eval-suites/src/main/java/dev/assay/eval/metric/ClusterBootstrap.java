package dev.assay.eval.metric;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/**
 * A statistic of sums over clusters, of clusters drawn with replacement (Efron &amp; Tibshirani,
 * 1993). Resample b of G clusters draws cluster (h·G) ≫ 32 for each j below G, where h is the high
 * half of output b·G + j of Java's {@code SplittableRandom}: whoever asks for a resample gets the
 * same, wherever and in which order resamples are computed.
 */
final class ClusterBootstrap {
  static final int RESAMPLES = 10_000;
  static final long SEED = 1234;

  /** By which {@code SplittableRandom} steps from output to output. */
  private static final long STEP = 0x9E3779B97F4A7C15L;

  private static final int HALF = 32;

  private ClusterBootstrap() {}

  /**
   * The statistic of each resample, in order.
   *
   * @param clusters sums of each, all of one length
   * @param statistic of the sums over clusters
   */
  static double[] values(
      double[][] clusters, ToDoubleFunction<double[]> statistic, int resamples, long seed) {
    return IntStream.range(0, resamples)
        .parallel()
        .mapToDouble(
            resample -> {
              long before = (long) resample * clusters.length;
              return statistic.applyAsDouble(
                  sums(clusters, new SplittableRandom(seed + before * STEP)));
            })
        .toArray();
  }

  private static double[] sums(double[][] clusters, SplittableRandom random) {
    double[] sums = new double[clusters[0].length];
    for (int drawn = 0; drawn < clusters.length; drawn++) {
      double[] cluster = clusters[(int) ((random.nextLong() >>> HALF) * clusters.length >>> HALF)];
      for (int i = 0; i < sums.length; i++) {
        sums[i] += cluster[i];
      }
    }
    return sums;
  }

  /**
   * Between order statistics linearly, at position (n − 1)·q from 0 (R's type 7).
   *
   * @param values at least one
   */
  static double quantile(double[] values, double q) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    double position = (sorted.length - 1) * q;
    int below = (int) position;
    int above = Math.min(below + 1, sorted.length - 1);
    return sorted[below] + (position - below) * (sorted[above] - sorted[below]);
  }
}
