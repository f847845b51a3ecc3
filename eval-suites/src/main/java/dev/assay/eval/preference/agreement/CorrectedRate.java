package dev.assay.eval.preference.agreement;

import dev.assay.eval.statistic.ClusterError;
import dev.assay.eval.statistic.ExactSum;
import dev.assay.eval.statistic.Interval;
import dev.assay.eval.statistic.Share;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;

/**
 * A judge's rate corrected by the pairs that people rated too: the judge's mean over all pairs, and
 * the mean of people − judge over the rated ones. It is unbiased whatever the judge, and the better
 * the judge the narrower (prediction-powered inference; Angelopoulos et al., 2023).
 *
 * @param pairs that the judge judged
 * @param rated of those, by people
 * @param judgeRate mean of the judge's scores over all pairs
 * @param correction mean of people − judge over the rated pairs
 * @param rate the sum of both; may lie a little outside 0 to 1
 * @param standardError √(var(judge)/N + var(people − judge)/n), both by prompt; empty where either
 *     has fewer than two prompts
 */
public record CorrectedRate(
    int pairs,
    int rated,
    double judgeRate,
    double correction,
    double rate,
    OptionalDouble standardError) {
  private static final int LEAST = 100;

  /**
   * One pair that the judge judged.
   *
   * @param prompt the cluster
   * @param judge its score from 0 to 1: 1, ½, 0 or a probability
   * @param people mean score of its raters; empty where nobody rated it
   */
  public record Scored(String prompt, double judge, OptionalDouble people) {}

  private record Term(String prompt, double value) {}

  /** A mean and its error over prompts. */
  private record Mean(double value, double standardError) {
    static Mean of(List<Term> terms) {
      double value = ExactSum.of(terms.stream().mapToDouble(Term::value).toArray()) / terms.size();
      Map<String, ExactSum> prompts = new TreeMap<>();
      terms.forEach(
          term ->
              prompts
                  .computeIfAbsent(term.prompt(), prompt -> new ExactSum())
                  .add(term.value() - value));
      return new Mean(
          value,
          ClusterError.of(
              prompts.values().stream().mapToDouble(sum -> sum.value() / terms.size()).toArray()));
    }
  }

  /**
   * @param pairs in any order
   * @return empty where people rated none
   */
  public static Optional<CorrectedRate> of(List<Scored> pairs) {
    List<Term> judge = new ArrayList<>();
    List<Term> differences = new ArrayList<>();
    for (Scored pair : pairs) {
      judge.add(new Term(pair.prompt(), pair.judge() - 0.5));
      pair.people()
          .ifPresent(
              people ->
                  differences.add(new Term(pair.prompt(), people - 0.5 - (pair.judge() - 0.5))));
    }
    if (differences.isEmpty()) {
      return Optional.empty();
    }
    Mean all = Mean.of(judge);
    Mean correction = Mean.of(differences);
    double error = Math.hypot(all.standardError, correction.standardError);
    return Optional.of(
        new CorrectedRate(
            judge.size(),
            differences.size(),
            Share.ofDistance(all.value),
            correction.value,
            Share.ofDistance(all.value + correction.value),
            Double.isNaN(error) ? OptionalDouble.empty() : OptionalDouble.of(error)));
  }

  /** rate ± z·standard error, not cut to 0 to 1. */
  public Optional<Interval> interval() {
    return standardError.isEmpty()
        ? Optional.empty()
        : Optional.of(Share.ofDistance(Interval.normal(rate - 0.5, standardError.getAsDouble())));
  }

  /** People rated at least 100 pairs: fewer correct with more noise than they take away. */
  public boolean hasEnoughRated() {
    return rated >= LEAST;
  }
}
