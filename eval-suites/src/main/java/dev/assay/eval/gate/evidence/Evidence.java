package dev.assay.eval.gate.evidence;

import dev.assay.eval.comparison.ItemTally;
import dev.assay.eval.statistic.Interval;
import java.util.Optional;

/**
 * What shared items say about a difference. Differences are of what the candidate is better by: a
 * negative one says that it is worse, whichever way the metric points.
 *
 * @param items shared
 * @param clusters units of inference among them
 * @param candidate its value over the shared items, as the metric has it
 * @param baseline the same of the other run
 * @param difference how much better the candidate is
 * @param standardError of the difference; NaN of fewer than two clusters
 * @param tally items, or clusters, on which the candidate is better or worse; empty of a metric
 *     that single items do not have
 * @param worse one-sided probability of a difference as low as this, were both alike; NaN where it
 *     cannot be said
 * @param better the same of one as high
 * @param test that these two are of
 * @param interval of 95 %, of the difference
 * @param intervalKind how it was found
 * @param bounds one-sided bounds of the difference, each at 1 − α
 */
public record Evidence(
    int items,
    int clusters,
    double candidate,
    double baseline,
    double difference,
    double standardError,
    Optional<ItemTally> tally,
    double worse,
    double better,
    Test test,
    Interval interval,
    IntervalKind intervalKind,
    Interval bounds) {

  /** Where the probabilities come from. */
  public enum Test {
    /** McNemar's exact test of right and wrong answers. */
    MCNEMAR,
    /** Resampled clusters. */
    BOOTSTRAP,
    /** Student's test of the clusters' means, of too few to resample. */
    CLUSTER_T
  }

  /** Where the bounds come from. */
  public enum IntervalKind {
    NORMAL,
    EXACT_CONDITIONAL,
    PERCENTILE,
    CLUSTER_T
  }

  /** Of a difference to either side. */
  public double twoSided() {
    return Math.min(1, 2 * Math.min(worse, better));
  }
}
