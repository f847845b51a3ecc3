package dev.assay.eval.gate.evidence;

import dev.assay.eval.gate.evidence.Evidence.IntervalKind;
import dev.assay.eval.gate.evidence.Evidence.Test;
import dev.assay.eval.metric.DrawnMetric;
import dev.assay.eval.statistic.ClusterBootstrap;
import java.util.Optional;
import java.util.stream.IntStream;

/** Whether a metric that is no mean of items moved: the same clusters are drawn for both runs. */
public final class StatisticTest {
  private static final double TAIL = 0.025;

  private final TestLevel level;

  public StatisticTest(TestLevel level) {
    this.level = level;
  }

  /**
   * @param candidate the metric of its items
   * @param baseline of the same items in the other run, in the same clusters
   * @param items shared
   * @param clusters of them
   * @param higherIsBetter direction of the metric
   */
  public Evidence of(
      DrawnMetric candidate,
      DrawnMetric baseline,
      int items,
      int clusters,
      boolean higherIsBetter) {
    int sign = higherIsBetter ? 1 : -1;
    int[] all = IntStream.range(0, clusters).toArray();
    double mine = candidate.of(all);
    double other = baseline.of(all);
    Resampled resampled =
        new Resampled(
            sign * (mine - other),
            ClusterBootstrap.ofDraws(
                clusters,
                drawn -> sign * (candidate.of(drawn) - baseline.of(drawn)),
                level.resamples(),
                level.seed()));
    double fewest = StrictMath.pow(2, -clusters);
    return new Evidence(
        items,
        clusters,
        mine,
        other,
        resampled.difference(),
        resampled.standardError(),
        Optional.empty(),
        Math.max(resampled.worse(), fewest),
        Math.max(resampled.better(), fewest),
        Test.BOOTSTRAP,
        resampled.interval(TAIL),
        IntervalKind.PERCENTILE,
        resampled.interval(level.alpha()));
  }
}
