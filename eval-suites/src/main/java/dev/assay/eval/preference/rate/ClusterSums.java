package dev.assay.eval.preference.rate;

import dev.assay.eval.statistic.ClusterBootstrap;
import dev.assay.eval.statistic.ClusterError;
import dev.assay.eval.statistic.ExactSum;
import dev.assay.eval.statistic.Interval;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.commons.math3.distribution.TDistribution;

/**
 * Outcomes summed by cluster, in the order of the clusters' names, as distances from ½: −½, 0 or ½,
 * whose sums are exact. So neither the order of rows nor the names of the two sides change a bit.
 */
final class ClusterSums {
  private static final double UPPER = 0.975;

  /** From so many clusters on the normal distribution does. */
  private static final int MANY_CLUSTERS = 30;

  /** Of each cluster: Σ distance, and how much the cluster weighs. */
  private final double[][] clusters;

  private final double total;
  private final double weight;

  private ClusterSums(double[][] clusters) {
    this.clusters = clusters;
    ExactSum sum = new ExactSum();
    ExactSum weights = new ExactSum();
    for (double[] cluster : clusters) {
      sum.add(cluster[0]);
      weights.add(cluster[1]);
    }
    this.total = sum.value();
    this.weight = weights.value();
  }

  static ClusterSums byPrompt(Collection<RatedOutcome> rows, Weighing weighing) {
    return by(rows, RatedOutcome::prompt, weighing);
  }

  /**
   * @param cluster its name
   */
  static <K extends Comparable<K>> ClusterSums by(
      Collection<RatedOutcome> rows, Function<RatedOutcome, K> cluster, Weighing weighing) {
    Map<String, Long> perPrompt =
        rows.stream().collect(Collectors.groupingBy(RatedOutcome::prompt, Collectors.counting()));
    Map<K, double[]> sums = new TreeMap<>();
    Map<K, ExactSum[]> exact = new TreeMap<>();
    for (RatedOutcome row : rows) {
      double weight = weighing == Weighing.ROWS ? 1 : 1.0 / perPrompt.get(row.prompt());
      ExactSum[] sum =
          exact.computeIfAbsent(
              cluster.apply(row), name -> new ExactSum[] {new ExactSum(), new ExactSum()});
      sum[0].add(weight * (row.outcome().score() - 0.5));
      sum[1].add(weight);
    }
    exact.forEach((name, sum) -> sums.put(name, new double[] {sum[0].value(), sum[1].value()}));
    return new ClusterSums(sums.values().toArray(double[][]::new));
  }

  int count() {
    return clusters.length;
  }

  /** Σ weight. */
  double weight() {
    return weight;
  }

  /** The rate's distance from ½; NaN of nothing. */
  double distance() {
    return total / weight;
  }

  double[] sums(int cluster) {
    return clusters[cluster].clone();
  }

  /**
   * √(G/(G − 1)·Σ(S − n·rate)²)/N; empty below two clusters. The same as of least squares on a
   * constant with clustered errors.
   */
  OptionalDouble standardError() {
    double mean = distance();
    double[] influence = new double[clusters.length];
    for (int i = 0; i < influence.length; i++) {
      influence[i] = (clusters[i][0] - clusters[i][1] * mean) / weight;
    }
    double error = ClusterError.of(influence);
    return Double.isNaN(error) ? OptionalDouble.empty() : OptionalDouble.of(error);
  }

  /** distance ± quantile·standard error. */
  Optional<Interval> robust() {
    OptionalDouble error = standardError();
    if (error.isEmpty()) {
      return Optional.empty();
    }
    double quantile =
        clusters.length < MANY_CLUSTERS
            ? new TDistribution(null, clusters.length - 1).inverseCumulativeProbability(UPPER)
            : Interval.Z;
    double half = quantile * error.getAsDouble();
    return Optional.of(new Interval(distance() - half, distance() + half));
  }

  /** Of the distance, by resampling clusters; empty below two. */
  Optional<Interval> resampled(int resamples, long seed) {
    return clusters.length < 2 ? Optional.empty() : Interval.percentile(values(resamples, seed));
  }

  /** The distance in each resample. */
  double[] values(int resamples, long seed) {
    return ClusterBootstrap.values(clusters, sums -> sums[0] / sums[1], resamples, seed);
  }
}
