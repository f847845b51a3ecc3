package dev.assay.eval.preference.rate;

import dev.assay.eval.statistic.ClusterBootstrap;
import dev.assay.eval.statistic.ExactSum;
import dev.assay.eval.statistic.Holm;
import dev.assay.eval.statistic.Interval;
import dev.assay.eval.statistic.Share;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Rates by category, and their mean: every category counts 1, however many prompts it has.
 *
 * @param categories in the order of their names; those without rows are left out
 * @param rate mean of the categories' rates
 * @param interval of the mean, by resampling the prompts of all categories together; empty where
 *     more than one resample in a hundred misses a category
 */
public record CategoryRates(
    List<CategoryRate> categories, double rate, Optional<Interval> interval) {
  private static final double LEVEL = 0.05;

  public CategoryRates {
    categories = List.copyOf(categories);
  }

  /**
   * One category.
   *
   * @param signP the sign test's probability, adjusted for the number of categories (Holm, 1979)
   */
  public record CategoryRate(String category, WinRate rate, double signP) {
    /** The candidate may be called better here, though one looked at every category. */
    public boolean isBetter() {
      return signP <= LEVEL && rate.tally().wins() > rate.tally().losses();
    }

    /** The candidate may be called worse here. */
    public boolean isWorse() {
      return signP <= LEVEL && rate.tally().wins() < rate.tally().losses();
    }
  }

  /**
   * @param rows by category
   * @return empty where no category has rows
   */
  public static Optional<CategoryRates> of(
      Map<String, List<RatedOutcome>> rows, RateOptions options) {
    Map<String, List<RatedOutcome>> some = new TreeMap<>(rows);
    some.values().removeIf(List::isEmpty);
    if (some.isEmpty()) {
      return Optional.empty();
    }
    List<WinRate> rates = new ArrayList<>();
    ExactSum distances = new ExactSum();
    for (List<RatedOutcome> category : some.values()) {
      rates.add(WinRate.of(category, options).orElseThrow());
      distances.add(ClusterSums.byPrompt(category, options.weighing()).distance());
    }
    double[] adjusted =
        Holm.adjusted(rates.stream().mapToDouble(rate -> rate.tally().signP()).toArray());
    List<CategoryRate> categories = new ArrayList<>();
    for (String category : some.keySet()) {
      int at = categories.size();
      categories.add(new CategoryRate(category, rates.get(at), adjusted[at]));
    }
    return Optional.of(
        new CategoryRates(
            categories,
            Share.ofDistance(distances.value() / some.size()),
            interval(List.copyOf(some.values()), options)));
  }

  private static Optional<Interval> interval(
      List<List<RatedOutcome>> categories, RateOptions options) {
    Map<String, double[]> prompts = new TreeMap<>();
    for (int at = 0; at < categories.size(); at++) {
      List<RatedOutcome> rows = categories.get(at);
      ClusterSums sums = ClusterSums.byPrompt(rows, options.weighing());
      int cluster = 0;
      for (String prompt : new TreeSet<>(rows.stream().map(RatedOutcome::prompt).toList())) {
        double[] all = prompts.computeIfAbsent(prompt, name -> new double[2 * categories.size()]);
        System.arraycopy(sums.sums(cluster++), 0, all, 2 * at, 2);
      }
    }
    if (prompts.size() < 2) {
      return Optional.empty();
    }
    double[] means =
        ClusterBootstrap.values(
            prompts.values().toArray(double[][]::new),
            CategoryRates::meanDistance,
            options.resamples(),
            options.seed());
    return Interval.percentile(means).map(Share::ofDistance);
  }

  /** NaN where a category has no rows. */
  private static double meanDistance(double[] sums) {
    double mean = 0;
    for (int at = 0; at < sums.length; at += 2) {
      mean += sums[at] / sums[at + 1];
    }
    return mean / (sums.length / 2);
  }
}
