package dev.assay.eval.preference.rate;

import dev.assay.eval.statistic.Interval;
import dev.assay.eval.statistic.Share;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * How often the candidate is preferred. It says nothing without the baseline and the judge, which
 * whoever shows it names. Exchanging the sides turns the rate and its bounds into 1 minus
 * themselves, bit for bit, and changes nothing else; the order of rows changes nothing.
 *
 * @param tally verdicts counted, each 1 whatever the weighing
 * @param prompts clusters
 * @param rate (wins + ties/2)/n, weighed as asked
 * @param clusterError cluster-robust standard error of the rate; empty of one prompt
 * @param interval of 95 %; empty where one prompt leaves nothing to resample
 */
public record WinRate(
    Tally tally,
    int prompts,
    double rate,
    OptionalDouble clusterError,
    Optional<RateInterval> interval) {
  /** Below so many verdicts percentiles of resamples promise too much. */
  private static final int FEW = 100;

  /** Bounds, and how they were found: not always as asked. */
  public record RateInterval(IntervalKind kind, Interval bounds) {}

  /**
   * @param rows in any order
   * @return empty of no rows
   */
  public static Optional<WinRate> of(List<RatedOutcome> rows, RateOptions options) {
    if (rows.isEmpty()) {
      return Optional.empty();
    }
    Tally tally = Tally.of(rows.stream().map(RatedOutcome::outcome));
    ClusterSums sums = ClusterSums.byPrompt(rows, options.weighing());
    return Optional.of(
        new WinRate(
            tally,
            sums.count(),
            Share.ofDistance(sums.distance()),
            sums.standardError(),
            interval(sums, options)));
  }

  private static Optional<RateInterval> interval(ClusterSums sums, RateOptions options) {
    IntervalKind kind = used(sums, options.interval());
    double n = sums.weight();
    double distance = sums.distance();
    Optional<Interval> bounds =
        switch (kind) {
          case BOOTSTRAP ->
              sums.resampled(options.resamples(), options.seed()).map(Share::ofDistance);
          case CLUSTER -> sums.robust().map(Share::ofDistance);
          case WILSON -> Optional.of(Interval.wilson(Share.ofDistance(distance), n));
          case PAPER ->
              Optional.of(
                  Share.ofDistance(
                      Interval.normal(distance, Math.sqrt((0.25 - distance * distance) / n))));
        };
    return bounds.map(found -> new RateInterval(kind, found));
  }

  /**
   * Where the kind asked for cannot say how far off the rate may be, Wilson's can; but it takes
   * verdicts for independent, so that few of several raters to a prompt get the cluster-robust one.
   */
  private static IntervalKind used(ClusterSums sums, IntervalKind asked) {
    boolean extreme = Math.abs(sums.distance()) == 0.5;
    return switch (asked) {
      case BOOTSTRAP -> extreme ? IntervalKind.WILSON : sums.weight() < FEW ? ofFew(sums) : asked;
      case CLUSTER -> extreme ? IntervalKind.WILSON : asked;
      case WILSON, PAPER -> asked;
    };
  }

  private static IntervalKind ofFew(ClusterSums sums) {
    boolean clustered = sums.weight() > sums.count() && sums.count() > 1;
    return clustered ? IntervalKind.CLUSTER : IntervalKind.WILSON;
  }
}
