package dev.assay.eval.gate.evidence;

import dev.assay.eval.comparison.ItemTally;
import dev.assay.eval.gate.evidence.Evidence.IntervalKind;
import dev.assay.eval.gate.evidence.Evidence.Test;
import dev.assay.eval.metric.SampleMean;
import dev.assay.eval.statistic.ClopperPearson;
import dev.assay.eval.statistic.ClusterBootstrap;
import dev.assay.eval.statistic.ClusterError;
import dev.assay.eval.statistic.Distributions;
import dev.assay.eval.statistic.Interval;
import dev.assay.eval.statistic.SignTest;
import java.util.Optional;

/** Whether the mean of paired values moved, by the test that their kind allows. */
public final class PairedTest {
  /** Of items that differ, below which a normal interval says too little. */
  private static final int FEW_DISCORDANT = 30;

  /** Clusters below which resampling them says too little. */
  private static final int FEW_CLUSTERS = 30;

  private static final double TAIL = 0.025;

  private final TestLevel level;

  public PairedTest(TestLevel level) {
    this.level = level;
  }

  /**
   * Right and wrong answers, each a cluster: McNemar's exact test. Other values: their paired
   * bootstrap. Items in clusters: the bootstrap of clusters, or Student's test below {@value
   * #FEW_CLUSTERS} of them; a test of items would take what is answered alike for independent.
   *
   * @param values of at least one item
   */
  public Evidence of(PairedValues values) {
    boolean alone = values.clusters() == values.candidate().length;
    if (alone && values.areHits()) {
      return ofHits(values);
    }
    return ofClusters(values, alone);
  }

  private Evidence ofHits(PairedValues values) {
    ItemTally tally = tally(values.gains());
    int n = values.candidate().length;
    double discordance = (double) (tally.wins() + tally.losses()) / n;
    double difference = (double) (tally.wins() - tally.losses()) / n;
    double error = Math.sqrt((discordance - difference * difference) / (n - 1));
    boolean few = tally.wins() + tally.losses() < FEW_DISCORDANT;
    return evidence(
        values,
        n,
        difference,
        error,
        tally,
        SignTest.oneSided(tally.wins(), tally.losses()),
        SignTest.oneSided(tally.losses(), tally.wins()),
        Test.MCNEMAR,
        few ? exact(tally, n, TAIL) : Interval.normal(difference, error),
        few ? IntervalKind.EXACT_CONDITIONAL : IntervalKind.NORMAL,
        few ? exact(tally, n, level.alpha()) : around(difference, level.quantile() * error));
  }

  /** Given how many items differ, by the bounds of the share of wins among them. */
  private static Interval exact(ItemTally tally, int items, double tail) {
    int discordant = tally.wins() + tally.losses();
    if (discordant == 0) {
      return new Interval(0, 0);
    }
    Interval wins = ClopperPearson.bounds(tally.wins(), tally.losses(), tail);
    double reach = (double) discordant / items;
    return new Interval((2 * wins.lower() - 1) * reach, (2 * wins.upper() - 1) * reach);
  }

  private Evidence ofClusters(PairedValues values, boolean alone) {
    double[] gains = values.gains();
    double[][] sums = new double[values.clusters()][2];
    for (int i = 0; i < gains.length; i++) {
      sums[values.cluster()[i]][0] += gains[i];
      sums[values.cluster()[i]][1]++;
    }
    double total = 0;
    double[] byCluster = new double[sums.length];
    for (int g = 0; g < sums.length; g++) {
      total += sums[g][0];
      byCluster[g] = sums[g][0];
    }
    double difference = total / gains.length;
    double[] influence = new double[sums.length];
    for (int g = 0; g < sums.length; g++) {
      influence[g] = (sums[g][0] - sums[g][1] * difference) / gains.length;
    }
    double error = ClusterError.of(influence);
    ItemTally tally = tally(alone ? gains : byCluster);
    if (!alone && sums.length < FEW_CLUSTERS) {
      return ofFew(values, sums.length, difference, error, tally);
    }
    Resampled resampled =
        new Resampled(
            difference,
            ClusterBootstrap.values(sums, s -> s[0] / s[1], level.resamples(), level.seed()));
    return evidence(
        values,
        sums.length,
        difference,
        error,
        tally,
        Math.max(resampled.worse(), unanimous(sums.length)),
        Math.max(resampled.better(), unanimous(sums.length)),
        Test.BOOTSTRAP,
        resampled.interval(TAIL),
        IntervalKind.PERCENTILE,
        resampled.interval(level.alpha()));
  }

  private Evidence ofFew(
      PairedValues values, int clusters, double difference, double error, ItemTally tally) {
    double worse = clusterT(difference, error, clusters);
    double better = clusterT(-difference, error, clusters);
    double degrees = clusters - 1;
    boolean known = clusters > 1;
    return evidence(
        values,
        clusters,
        difference,
        error,
        tally,
        Math.max(worse, unanimous(clusters)),
        Math.max(better, unanimous(clusters)),
        Test.CLUSTER_T,
        known
            ? around(difference, Distributions.studentQuantile(1 - TAIL, degrees) * error)
            : new Interval(Double.NaN, Double.NaN),
        IntervalKind.CLUSTER_T,
        known
            ? around(difference, Distributions.studentQuantile(1 - level.alpha(), degrees) * error)
            : new Interval(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY));
  }

  /**
   * The probability that all clusters point one way by chance: nothing that so many clusters say is
   * surer, also where they hardly differ among each other.
   */
  private static double unanimous(int clusters) {
    return StrictMath.pow(2, -clusters);
  }

  /** One-sided, that the mean of clusters is as low as this; 1 of a single cluster. */
  static double clusterT(double difference, double error, int clusters) {
    if (clusters < 2 || error == 0 && difference == 0) {
      return 1;
    }
    if (error == 0) {
      return difference < 0 ? 0 : 1;
    }
    return Distributions.student(difference / error, clusters - 1.0);
  }

  private static Interval around(double middle, double half) {
    return new Interval(middle - half, middle + half);
  }

  private static ItemTally tally(double[] gains) {
    int wins = 0;
    int losses = 0;
    for (double gain : gains) {
      wins += gain > 0 ? 1 : 0;
      losses += gain < 0 ? 1 : 0;
    }
    return new ItemTally(wins, losses, gains.length - wins - losses);
  }

  private static Evidence evidence(
      PairedValues values,
      int clusters,
      double difference,
      double error,
      ItemTally tally,
      double worse,
      double better,
      Test test,
      Interval interval,
      IntervalKind kind,
      Interval bounds) {
    return new Evidence(
        values.candidate().length,
        clusters,
        SampleMean.of(values.candidate()).mean(),
        SampleMean.of(values.baseline()).mean(),
        difference,
        error,
        Optional.of(tally),
        worse,
        better,
        test,
        interval,
        kind,
        bounds);
  }
}
