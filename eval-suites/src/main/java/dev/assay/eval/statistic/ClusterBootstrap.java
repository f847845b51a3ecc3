package dev.assay.eval.statistic;

import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/**
 * A statistic of sums over clusters, of clusters drawn with replacement (Efron &amp; Tibshirani,
 * 1993). Resample b of G clusters draws cluster (h·G) ≫ 32 for each j below G, where h is the high
 * half of output b·G + j of Java's {@code SplittableRandom}: whoever asks for a resample gets the
 * same, wherever and in which order resamples are computed.
 */
public final class ClusterBootstrap {
  public static final int RESAMPLES = 10_000;
  public static final long SEED = 1234;

  /** By which {@code SplittableRandom} steps from output to output. */
  private static final long STEP = 0x9E3779B97F4A7C15L;

  private static final int HALF = 32;

  private final double[] clusters;
  private final int count;
  private final int width;
  private final long seed;

  /** One row after the other, so that a draw reads memory in one place. */
  private ClusterBootstrap(double[][] clusters, long seed) {
    this.count = clusters.length;
    this.width = clusters[0].length;
    this.seed = seed;
    this.clusters = new double[count * width];
    for (int i = 0; i < count; i++) {
      System.arraycopy(clusters[i], 0, this.clusters, i * width, width);
    }
  }

  /**
   * The statistic of each resample, in order.
   *
   * @param clusters at least one; sums of each, all of one length
   * @param statistic of the sums over clusters; any number of threads call it
   */
  public static double[] values(
      double[][] clusters, ToDoubleFunction<double[]> statistic, int resamples, long seed) {
    ClusterBootstrap bootstrap = new ClusterBootstrap(clusters, seed);
    return IntStream.range(0, resamples)
        .parallel()
        .mapToDouble(resample -> statistic.applyAsDouble(bootstrap.sums(resample)))
        .toArray();
  }

  /** The same of a statistic that is more than one number. */
  public static <T> List<T> results(
      double[][] clusters, Function<double[], T> statistic, int resamples, long seed) {
    ClusterBootstrap bootstrap = new ClusterBootstrap(clusters, seed);
    return IntStream.range(0, resamples)
        .parallel()
        .mapToObj(resample -> statistic.apply(bootstrap.sums(resample)))
        .toList();
  }

  /**
   * The statistic of each resample, in order, of what is no function of sums.
   *
   * @param count of clusters
   * @param statistic of the positions of the clusters that are drawn; any number of threads call it
   */
  public static double[] ofDraws(
      int count, ToDoubleFunction<int[]> statistic, int resamples, long seed) {
    return IntStream.range(0, resamples)
        .parallel()
        .mapToDouble(resample -> statistic.applyAsDouble(drawn(count, resample, seed)))
        .toArray();
  }

  private static int[] drawn(int count, int resample, long seed) {
    SplittableRandom random = random(count, resample, seed);
    int[] drawn = new int[count];
    for (int i = 0; i < count; i++) {
      drawn[i] = next(random, count);
    }
    return drawn;
  }

  private static SplittableRandom random(int count, int resample, long seed) {
    return new SplittableRandom(seed + (long) resample * count * STEP);
  }

  private static int next(SplittableRandom random, int count) {
    return (int) ((random.nextLong() >>> HALF) * count >>> HALF);
  }

  private double[] sums(int resample) {
    SplittableRandom random = random(count, resample, seed);
    double[] sums = new double[width];
    for (int drawn = 0; drawn < count; drawn++) {
      int cluster = next(random, count) * width;
      for (int i = 0; i < width; i++) {
        sums[i] += clusters[cluster + i];
      }
    }
    return sums;
  }
}
