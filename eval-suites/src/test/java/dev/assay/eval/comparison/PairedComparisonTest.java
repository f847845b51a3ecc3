package dev.assay.eval.comparison;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.assay.eval.filter.FilterDefinition;
import dev.assay.eval.item.Reference;
import dev.assay.eval.metric.ItemScores;
import dev.assay.eval.metric.ItemValue;
import dev.assay.eval.metric.MetricDefinition;
import dev.assay.eval.metric.MetricValue;
import dev.assay.eval.response.AnsweredItem;
import dev.assay.eval.response.Response;
import dev.assay.eval.run.ScoredItem;
import dev.assay.eval.statistic.Interval;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Comparisons against their definitions, written out item by item. */
class PairedComparisonTest {
  private static final String[] TASKS = {"anatomy", "virology"};

  /** What a run has of one item: a value, or none where it failed. */
  private record ItemResult(String task, int docId, Double value) {
    boolean failed() {
      return value == null;
    }

    ScoredItem scored() {
      Response response =
          failed()
              ? new Response.Failure("too_long", "the prompt is too long")
              : new Response.Completions(List.of("any"));
      AnsweredItem item =
          new AnsweredItem(task, docId, null, new Reference.None(), response, false);
      return new ScoredItem(
          item,
          failed()
              ? List.of()
              : List.of(
                  new ItemScores(
                      FilterDefinition.NONE,
                      List.of("any"),
                      List.of(new MetricValue("m", new ItemValue.Number(value))),
                      null,
                      0)));
    }
  }

  private static PairedComparison compare(
      List<ItemResult> candidate, List<ItemResult> baseline, boolean higherIsBetter) {
    ScoredMetric metric =
        new ScoredMetric(
            FilterDefinition.NONE, new MetricDefinition("m", "mean", higherIsBetter, Map.of()));
    return AnswerComparison.of(
            candidate.stream().map(ItemResult::scored).toList(),
            baseline.stream().map(ItemResult::scored).toList(),
            List.of(metric),
            PromptRule.SAME)
        .metrics()
        .get(0)
        .score();
  }

  @Test
  void agreesWithThePlainDefinitionsOnAnyTwoRuns() {
    for (int seed = 0; seed < 200; seed++) {
      Random random = new Random(seed);
      boolean hits = seed % 2 == 0;
      List<ItemResult> candidate = results(random, hits);
      List<ItemResult> baseline = results(random, hits);
      PairedComparison comparison = compare(candidate, baseline, true);

      double sum = 0;
      double others = 0;
      int pairs = 0;
      int wins = 0;
      int losses = 0;
      int onlyCandidate = 0;
      int failed = 0;
      List<Double> differences = new ArrayList<>();
      for (ItemResult one : candidate) {
        ItemResult two = find(baseline, one);
        if (two == null) {
          onlyCandidate++;
        } else if (one.failed() || two.failed()) {
          failed++;
        } else {
          pairs++;
          sum += value(one);
          others += value(two);
          wins += value(one) > value(two) ? 1 : 0;
          losses += value(one) < value(two) ? 1 : 0;
          differences.add(value(one) - value(two));
        }
      }
      long onlyBaseline = baseline.stream().filter(two -> find(candidate, two) == null).count();

      assertThat(comparison.items()).isEqualTo(pairs);
      assertThat(comparison.leftOut())
          .isEqualTo(new LeftOut(onlyCandidate, (int) onlyBaseline, failed, 0));
      assertThat(comparison.tally()).isEqualTo(new ItemTally(wins, losses, pairs - wins - losses));
      if (pairs > 0) {
        assertThat(comparison.candidate().mean()).isCloseTo(sum / pairs, within(1e-12));
        assertThat(comparison.baseline().mean()).isCloseTo(others / pairs, within(1e-12));
        assertThat(comparison.difference().mean()).isCloseTo((sum - others) / pairs, within(1e-12));
      }
      if (pairs > 1) {
        double mean = (sum - others) / pairs;
        double variance =
            differences.stream().mapToDouble(d -> (d - mean) * (d - mean)).sum() / (pairs - 1);
        double error = Math.sqrt(variance / pairs);
        assertThat(comparison.difference().standardError()).isCloseTo(error, within(1e-12));
        assertThat(comparison.difference().interval().upper())
            .isCloseTo(mean + 1.96 * error, within(1e-4));
        assertThat(comparison.difference().interval().lower())
            .isCloseTo(mean - 1.96 * error, within(1e-4));
      }
    }
  }

  @Test
  void swappedRunsGiveTheMirrorImageAndTheOrderOfItemsNothing() {
    for (int seed = 0; seed < 50; seed++) {
      Random random = new Random(seed);
      List<ItemResult> candidate = results(random, false);
      List<ItemResult> baseline = results(random, false);
      PairedComparison comparison = compare(candidate, baseline, true);
      PairedComparison mirror = compare(baseline, candidate, true);
      assertThat(mirror.difference().mean()).isEqualTo(-comparison.difference().mean());
      assertThat(mirror.tally())
          .isEqualTo(
              new ItemTally(
                  comparison.tally().losses(),
                  comparison.tally().wins(),
                  comparison.tally().ties()));
      assertThat(mirror.tally().pValue()).isEqualTo(comparison.tally().pValue());

      List<ItemResult> shuffled = new ArrayList<>(candidate);
      Collections.shuffle(shuffled, random);
      assertThat(compare(shuffled, baseline, true)).isEqualTo(comparison);
    }
  }

  @Test
  void lowerIsBetterTurnsWinsIntoLossesAndNothingElse() {
    List<ItemResult> candidate = List.of(scored(0, 1), scored(1, 1), scored(2, 0), scored(3, 0));
    List<ItemResult> baseline = List.of(scored(0, 0), scored(1, 0), scored(2, 1), scored(3, 0));
    PairedComparison higher = compare(candidate, baseline, true);
    PairedComparison lower = compare(candidate, baseline, false);
    assertThat(higher.tally()).isEqualTo(new ItemTally(2, 1, 1));
    assertThat(lower.tally()).isEqualTo(new ItemTally(1, 2, 1));
    assertThat(lower.difference()).isEqualTo(higher.difference());
  }

  /**
   * Of {@code d = a − b}: {@code d.mean()}, {@code d.std(ddof=1)/sqrt(5)} and {@code
   * scipy.stats.norm.interval(.95, mean, error)}, scipy 1.17.1.
   */
  @Test
  void meansOfValuesThatAreNoHitsHaveNormalIntervals() {
    double[] a = {.2, .9, .4, .7, .1};
    double[] b = {.5, .6, .4, .1, .3};
    List<ItemResult> candidate = new ArrayList<>();
    List<ItemResult> baseline = new ArrayList<>();
    for (int i = 0; i < a.length; i++) {
      candidate.add(scored(i, a[i]));
      baseline.add(scored(i, b[i]));
    }
    PairedComparison comparison = compare(candidate, baseline, true);
    MeanEstimate difference = comparison.difference();
    assertThat(difference.mean()).isCloseTo(0.08, within(1e-15));
    assertThat(difference.standardError()).isCloseTo(0.16552945357246848, within(1e-15));
    assertThat(difference.interval().lower()).isCloseTo(-0.24443176738263317, within(1e-14));
    assertThat(difference.interval().upper()).isCloseTo(0.4044317673826332, within(1e-14));
    MeanEstimate mean = comparison.candidate();
    assertThat(mean.interval()).isEqualTo(Interval.normal(mean.mean(), mean.standardError()));
  }

  @Test
  void nothingIsKnownOfNoItemsAndNoSpreadOfOne() {
    PairedComparison none =
        compare(List.of(scored(0, 1)), List.of(new ItemResult("anatomy", 0, null)), true);
    assertThat(none.items()).isZero();
    assertThat(none.leftOut()).isEqualTo(new LeftOut(0, 0, 1, 0));
    assertThat(none.candidate().mean()).isNaN();
    assertThat(none.difference().interval().contains(0)).isTrue();
    assertThat(none.tally().pValue()).isEqualTo(1);

    PairedComparison one = compare(List.of(scored(0, 1)), List.of(scored(0, 0)), true);
    assertThat(one.difference().mean()).isEqualTo(1);
    assertThat(one.difference().standardError()).isNaN();
    assertThat(one.candidate().interval().lower()).isBetween(0.2, 0.21);
  }

  @Test
  void anItemThatIsThereTwiceIsRefused() {
    List<ItemResult> twice = List.of(scored(4, 1), scored(4, 0));
    assertThatThrownBy(() -> compare(twice, List.of(), true))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("item 4 of anatomy is there twice");
    List<ItemResult> unknown = List.of(scored(4, Double.NaN));
    assertThatThrownBy(() -> compare(unknown, unknown, true))
        .hasMessage("item 4 of anatomy has no m");
  }

  private static ItemResult scored(int docId, double value) {
    return new ItemResult("anatomy", docId, value);
  }

  /** Some items of two tasks, some failed, some missing. */
  private static List<ItemResult> results(Random random, boolean hits) {
    List<ItemResult> results = new ArrayList<>();
    int items = 10 + random.nextInt(50);
    for (String task : TASKS) {
      for (int docId = 0; docId < items; docId++) {
        int fate = random.nextInt(10);
        if (fate == 0) {
          results.add(new ItemResult(task, docId, null));
        } else if (fate > 1) {
          double value = hits ? random.nextInt(2) : random.nextInt(9) / 8.0;
          results.add(new ItemResult(task, docId, value));
        }
      }
    }
    return results;
  }

  private static ItemResult find(List<ItemResult> results, ItemResult wanted) {
    for (ItemResult result : results) {
      if (result.task().equals(wanted.task()) && result.docId() == wanted.docId()) {
        return result;
      }
    }
    return null;
  }

  private static double value(ItemResult result) {
    return result.value();
  }
}
