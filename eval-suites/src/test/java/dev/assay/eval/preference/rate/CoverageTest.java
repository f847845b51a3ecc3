package dev.assay.eval.preference.rate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.eval.preference.Outcome;
import dev.assay.eval.statistic.Interval;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.apache.commons.math3.distribution.BetaDistribution;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * How often 95 % intervals hold the rate that ratings were drawn with. Every prompt has a rate of
 * its own, drawn from a beta distribution around the true one, and three ratings of that rate.
 */
class CoverageTest {
  private static final int SETS = 1000;
  private static final int RATINGS = 3;

  /** α + β of the prompts' rates: the correlation of two ratings is about 1/(1 + this). */
  private static final double SPREAD = 2;

  private record Coverage(double standard, double paper) {}

  private static Coverage coverage(double rate, int prompts, int resamples) {
    BetaDistribution rates = new BetaDistribution(null, SPREAD * rate, SPREAD * (1 - rate));
    SplittableRandom random = new SplittableRandom(42);
    int standard = 0;
    int paper = 0;
    for (int set = 0; set < SETS; set++) {
      List<RatedOutcome> rows = new ArrayList<>();
      for (int prompt = 0; prompt < prompts; prompt++) {
        double own = rates.inverseCumulativeProbability(random.nextDouble());
        for (int rating = 0; rating < RATINGS; rating++) {
          rows.add(RatedOutcome.of("p" + prompt, outcome(own, random)));
        }
      }
      RateOptions options = new RateOptions(IntervalKind.BOOTSTRAP, Weighing.ROWS, resamples, 1234);
      standard += bounds(rows, options).contains(rate) ? 1 : 0;
      paper += bounds(rows, options.with(IntervalKind.PAPER)).contains(rate) ? 1 : 0;
    }
    return new Coverage((double) standard / SETS, (double) paper / SETS);
  }

  /**
   * Half the ratings are one coin, half the mean of two: then some are ties, and the rate stays.
   */
  private static Outcome outcome(double rate, SplittableRandom random) {
    boolean first = random.nextDouble() < rate;
    boolean second = random.nextBoolean() ? first : random.nextDouble() < rate;
    if (first != second) {
      return Outcome.TIE;
    }
    return first ? Outcome.WIN : Outcome.LOSS;
  }

  private static Interval bounds(List<RatedOutcome> rows, RateOptions options) {
    return WinRate.of(rows, options).orElseThrow().interval().orElseThrow().bounds();
  }

  /** Fewer resamples than a run's, so that the build need not wait. */
  @ParameterizedTest
  @CsvSource({"0.5, 100", "0.8, 100", "0.5, 400", "0.8, 400"})
  void theDefaultIntervalKeepsItsPromise(double rate, int prompts) {
    Coverage coverage = coverage(rate, prompts, 1000);
    assertThat(coverage.standard()).isBetween(0.93, 0.97);
    assertThat(coverage.paper()).isLessThan(0.93);
  }

  /** Fewer than a hundred ratings, three to a prompt. */
  @ParameterizedTest
  @CsvSource({"0.5, 15", "0.5, 33", "0.8, 33"})
  void ofFewRatingsToo(double rate, int prompts) {
    Coverage coverage = coverage(rate, prompts, 1000);
    assertThat(coverage.standard()).isBetween(0.93, 0.97);
    assertThat(coverage.paper()).isLessThan(0.93);
  }

  /** {@code -Dassay.coverage=true}: with the resamples of a run, printed. */
  @Test
  @EnabledIfSystemProperty(named = "assay.coverage", matches = "true")
  void theDefaultIntervalKeepsItsPromiseWithEveryResample() {
    for (double rate : new double[] {0.5, 0.8}) {
      for (int prompts : new int[] {100, 400}) {
        Coverage coverage = coverage(rate, prompts, RateOptions.DEFAULT.resamples());
        System.out.printf("rate %.1f, %d prompts: %s%n", rate, prompts, coverage);
        assertThat(coverage.standard()).isBetween(0.93, 0.97);
        assertThat(coverage.paper()).isLessThan(0.93);
      }
    }
  }
}
