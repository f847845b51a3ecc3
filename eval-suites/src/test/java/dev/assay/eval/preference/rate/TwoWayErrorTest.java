package dev.assay.eval.preference.rate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.assay.eval.preference.Outcome;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class TwoWayErrorTest {
  /** The definition, written out: three sums of squares over groups. */
  @Test
  void isTheSumOfBothLessTheCommonPart() {
    Random random = new Random(4);
    List<RatedOutcome> rows = WinRateTest.random(random, 90);
    double rate = rows.stream().mapToDouble(row -> row.outcome().score()).average().orElseThrow();
    double variance =
        variance(rows, rate, RatedOutcome::prompt)
            + variance(rows, rate, row -> row.rater().orElseThrow())
            - variance(rows, rate, row -> row.prompt() + " " + row.rater().orElseThrow());
    TwoWayError error = TwoWayError.of(rows, Weighing.ROWS).orElseThrow();
    assertThat(error.prompts()).isEqualTo(90);
    assertThat(error.raters()).isEqualTo(25);
    assertThat(error.standardError().orElseThrow()).isCloseTo(Math.sqrt(variance), within(1e-12));
    assertThat(TwoWayError.of(WinRateTest.reversed(rows), Weighing.ROWS)).contains(error);
  }

  private static double variance(
      List<RatedOutcome> rows, double rate, Function<RatedOutcome, String> group) {
    Map<String, Double> sums = new HashMap<>();
    rows.forEach(row -> sums.merge(group.apply(row), row.outcome().score() - rate, Double::sum));
    double squares = sums.values().stream().mapToDouble(sum -> sum * sum).sum();
    return squares * sums.size() / (sums.size() - 1) / rows.size() / rows.size();
  }

  /** A rater's habit, the same on every prompt, is in no error by prompt. */
  @Test
  void ratersWithHabitsWidenIt() {
    List<RatedOutcome> rows = new ArrayList<>();
    for (int prompt = 0; prompt < 40; prompt++) {
      for (int rater = 0; rater < 20; rater++) {
        rows.add(
            RatedOutcome.of(
                "p" + prompt, rater % 2 == 0 ? Outcome.WIN : Outcome.LOSS, "r" + rater));
      }
    }
    WinRate rate = WinRate.of(rows, RateOptions.DEFAULT).orElseThrow();
    assertThat(rate.clusterError()).hasValue(0);
    assertThat(TwoWayError.of(rows, Weighing.ROWS).orElseThrow().standardError().orElseThrow())
        .isCloseTo(0.5 / Math.sqrt(19), within(0.01));
  }

  @Test
  void fewGroupsOrNoRatersGiveNone() {
    List<RatedOutcome> few = WinRateTest.random(new Random(1), 19);
    assertThat(TwoWayError.of(few, Weighing.ROWS)).isEmpty();
    assertThat(TwoWayError.of(WinRateTest.independent(30, 30, 30), Weighing.ROWS)).isEmpty();
  }
}
