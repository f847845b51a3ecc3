package dev.assay.eval.preference.rate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.eval.preference.Outcome;
import dev.assay.eval.preference.StatisticsGoldens;
import dev.assay.eval.statistic.Interval;
import dev.assay.eval.statistic.Quantile;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class WinRateTest {
  private static final double CLOSE = 1e-9;

  /** Verdicts of counts, each of a prompt of its own. */
  static List<RatedOutcome> independent(int wins, int ties, int losses) {
    List<RatedOutcome> rows = new ArrayList<>();
    for (int i = 0; i < wins + ties + losses; i++) {
      Outcome outcome = i < wins ? Outcome.WIN : i < wins + ties ? Outcome.TIE : Outcome.LOSS;
      rows.add(RatedOutcome.of("p%05d".formatted(i), outcome));
    }
    return rows;
  }

  private static void assertBounds(Interval interval, JsonNode golden) {
    assertThat(interval.lower()).isCloseTo(golden.get(0).doubleValue(), within(CLOSE));
    assertThat(interval.upper()).isCloseTo(golden.get(1).doubleValue(), within(CLOSE));
  }

  @Test
  void countsAreAsOtherLibrariesHaveThem() {
    for (JsonNode golden : StatisticsGoldens.section("win_rates").get("cases")) {
      Tally tally =
          new Tally(
              golden.get("wins").intValue(),
              golden.get("ties").intValue(),
              golden.get("losses").intValue());
      assertThat(tally.rate().orElseThrow())
          .isCloseTo(golden.get("rate").doubleValue(), within(CLOSE));
      assertThat(tally.scoreError().orElseThrow())
          .isCloseTo(golden.get("stderr_scores").doubleValue(), within(CLOSE));
      double sign = golden.get("sign_test_p").doubleValue();
      assertThat(tally.signP()).isCloseTo(sign, within(CLOSE * sign));
      assertBounds(tally.binomialWald().orElseThrow(), golden.get("wald_binomial"));
      assertBounds(tally.scoreWald().orElseThrow(), golden.get("wald_scores"));
      assertBounds(tally.wilson().orElseThrow(), golden.get("wilson"));
    }
  }

  @Test
  void wilsonTakesHalfHits() {
    for (JsonNode golden : StatisticsGoldens.section("proportions").get("cases")) {
      int n = golden.get("n").intValue();
      double share = golden.get("successes").doubleValue() / n;
      assertBounds(Interval.wilson(share, n), golden.get("wilson"));
    }
  }

  /** The paper's two rows, as printed there. */
  @ParameterizedTest
  @CsvSource({
    "580, 300, 340, '59.8 [57.1, 62.6]', '59.8 [57.5, 62.2]'",
    "897, 477, 1226, '43.7 [41.8, 45.6]', '43.7 [42.0, 45.4]'"
  })
  void thePublishedArithmeticComesOut(
      int wins, int ties, int losses, String paper, String withTies) {
    WinRate rate =
        WinRate.of(independent(wins, ties, losses), RateOptions.DEFAULT.with(IntervalKind.PAPER))
            .orElseThrow();
    assertThat(printed(rate.rate(), rate.interval().orElseThrow().bounds())).isEqualTo(paper);
    assertThat(printed(rate.rate(), rate.tally().scoreWald().orElseThrow())).isEqualTo(withTies);
  }

  private static String printed(double rate, Interval bounds) {
    return String.format(
        Locale.ROOT, "%.1f [%.1f, %.1f]", 100 * rate, 100 * bounds.lower(), 100 * bounds.upper());
  }

  private static List<RatedOutcome> golden(JsonNode section) {
    List<RatedOutcome> rows = new ArrayList<>();
    int cluster = 0;
    for (JsonNode scores : section.get("clusters")) {
      for (JsonNode score : scores) {
        rows.add(RatedOutcome.of("p" + cluster, outcome(score.doubleValue())));
      }
      cluster++;
    }
    return rows;
  }

  private static Outcome outcome(double score) {
    return score == 1 ? Outcome.WIN : score == 0 ? Outcome.LOSS : Outcome.TIE;
  }

  @Test
  void aClusteredRateIsAsTheGoldenHasIt() {
    JsonNode golden = StatisticsGoldens.section("clustered_rate");
    List<RatedOutcome> rows = golden(golden);
    WinRate rate = WinRate.of(rows, RateOptions.DEFAULT.with(IntervalKind.CLUSTER)).orElseThrow();
    assertThat(rate.rate()).isCloseTo(golden.get("rate").doubleValue(), within(CLOSE));
    assertThat(rate.prompts()).isEqualTo(golden.get("groups").intValue());
    assertThat(rate.tally().n()).isEqualTo(golden.get("n").intValue());
    double error = golden.get("cluster_robust_stderr").doubleValue();
    assertThat(rate.clusterError().orElseThrow()).isCloseTo(error, within(CLOSE));
    // scipy.stats.t.ppf(0.975, 5)
    double half = 2.570581835636314 * error;
    Interval bounds = rate.interval().orElseThrow().bounds();
    assertThat(bounds.lower()).isCloseTo(rate.rate() - half, within(CLOSE));
    assertThat(bounds.upper()).isCloseTo(rate.rate() + half, within(CLOSE));

    JsonNode resamples = golden.get("splitmix_2000");
    double[] values =
        rates(
            ClusterSums.byPrompt(rows, Weighing.ROWS)
                .values(2000, resamples.get("seed").longValue()));
    assertThat(Arrays.copyOf(values, 10))
        .containsExactly(StatisticsGoldens.numbers(resamples.get("first_10")), within(CLOSE));
    assertThat(Arrays.stream(values).average().orElseThrow())
        .isCloseTo(resamples.get("mean").doubleValue(), within(CLOSE));
    Interval percentiles = Interval.percentile(values).orElseThrow();
    assertThat(percentiles.lower()).isCloseTo(resamples.get("q025").doubleValue(), within(CLOSE));
    assertThat(percentiles.upper()).isCloseTo(resamples.get("q975").doubleValue(), within(CLOSE));
  }

  private static double[] rates(double[] distances) {
    return Arrays.stream(distances).map(distance -> 0.5 + distance).toArray();
  }

  /** Every resample that there is, 6⁶ of them, and 46,656 drawn ones beside them. */
  @Test
  void resamplesAreDrawnFromAllThereAre() {
    JsonNode golden = StatisticsGoldens.section("clustered_rate");
    JsonNode exact = golden.get("all_46656_resamples");
    ClusterSums sums = ClusterSums.byPrompt(golden(golden), Weighing.ROWS);
    double[] all = new double[46_656];
    for (int resample = 0; resample < all.length; resample++) {
      double sum = 0;
      double count = 0;
      for (int j = 0, rest = resample; j < 6; j++, rest /= 6) {
        sum += sums.sums(rest % 6)[0];
        count += sums.sums(rest % 6)[1];
      }
      all[resample] = 0.5 + sum / count;
    }
    double mean = Arrays.stream(all).average().orElseThrow();
    assertThat(mean).isCloseTo(exact.get("mean").doubleValue(), within(CLOSE));
    double sd =
        Math.sqrt(Arrays.stream(all).map(x -> (x - mean) * (x - mean)).average().orElseThrow());
    assertThat(sd).isCloseTo(exact.get("sd").doubleValue(), within(CLOSE));
    for (String q : List.of("q025", "q05", "q95", "q975")) {
      assertThat(Quantile.of(all, Double.parseDouble("0." + q.substring(1))))
          .isCloseTo(exact.get(q).doubleValue(), within(CLOSE));
    }
    double[] drawn = rates(sums.values(all.length, 5));
    assertThat(Arrays.stream(drawn).average().orElseThrow())
        .isCloseTo(mean, within(5 * sd / Math.sqrt(all.length)));
  }

  @Test
  void fewOrOneSidedVerdictsGetWilsons() {
    assertThat(kind(independent(30, 9, 60), IntervalKind.BOOTSTRAP)).isEqualTo(IntervalKind.WILSON);
    assertThat(kind(independent(30, 10, 60), IntervalKind.BOOTSTRAP))
        .isEqualTo(IntervalKind.BOOTSTRAP);
    for (IntervalKind kind : List.of(IntervalKind.BOOTSTRAP, IntervalKind.CLUSTER)) {
      assertThat(kind(independent(200, 0, 0), kind)).isEqualTo(IntervalKind.WILSON);
      assertThat(kind(independent(0, 0, 200), kind)).isEqualTo(IntervalKind.WILSON);
    }
    assertThat(kind(independent(3, 1, 2), IntervalKind.CLUSTER)).isEqualTo(IntervalKind.CLUSTER);
    assertThat(kind(independent(3, 1, 2), IntervalKind.PAPER)).isEqualTo(IntervalKind.PAPER);
  }

  private static IntervalKind kind(List<RatedOutcome> rows, IntervalKind asked) {
    return WinRate.of(rows, RateOptions.DEFAULT.with(asked))
        .orElseThrow()
        .interval()
        .orElseThrow()
        .kind();
  }

  @Test
  void whatCannotBeKnownIsAbsent() {
    assertThat(WinRate.of(List.of(), RateOptions.DEFAULT)).isEmpty();
    Tally none = new Tally(0, 0, 0);
    assertThat(none.rate()).isEmpty();
    assertThat(none.share(Outcome.WIN)).isEmpty();
    assertThat(none.binomialWald()).isEmpty();
    assertThat(none.wilson()).isEmpty();
    assertThat(none.signP()).isEqualTo(1);
    assertThat(new Tally(1, 0, 0).scoreWald()).isEmpty();
    List<RatedOutcome> onePrompt = new ArrayList<>();
    for (int i = 0; i < 150; i++) {
      onePrompt.add(RatedOutcome.of("same", i % 3 == 0 ? Outcome.WIN : Outcome.LOSS));
    }
    for (IntervalKind kind : List.of(IntervalKind.BOOTSTRAP, IntervalKind.CLUSTER)) {
      WinRate rate = WinRate.of(onePrompt, RateOptions.DEFAULT.with(kind)).orElseThrow();
      assertThat(rate.clusterError()).isEmpty();
      assertThat(rate.interval()).isEmpty();
    }
  }

  @Test
  void allTiesAreHalf() {
    WinRate rate = WinRate.of(independent(0, 200, 0), RateOptions.DEFAULT).orElseThrow();
    assertThat(rate.rate()).isEqualTo(0.5);
    assertThat(rate.tally().signP()).isEqualTo(1);
    assertThat(rate.interval().orElseThrow().bounds()).isEqualTo(new Interval(0.5, 0.5));
  }

  static List<RatedOutcome> random(Random random, int prompts) {
    List<RatedOutcome> rows = new ArrayList<>();
    for (int prompt = 0; prompt < prompts; prompt++) {
      for (int rating = random.nextInt(5); rating >= 0; rating--) {
        rows.add(
            RatedOutcome.of(
                "p" + prompt, Outcome.values()[random.nextInt(3)], "r" + random.nextInt(25)));
      }
    }
    return rows;
  }

  static List<RatedOutcome> reversed(List<RatedOutcome> rows) {
    return rows.stream()
        .map(row -> new RatedOutcome(row.prompt(), row.outcome().reversed(), row.rater()))
        .toList();
  }

  @ParameterizedTest
  @EnumSource(IntervalKind.class)
  void neitherOrderNorNamesChangeABit(IntervalKind kind) {
    Random random = new Random(11);
    for (int round = 0; round < 30; round++) {
      List<RatedOutcome> rows = random(random, 2 + random.nextInt(70));
      List<RatedOutcome> shuffled = new ArrayList<>(rows);
      Collections.shuffle(shuffled, random);
      for (Weighing weighing : Weighing.values()) {
        RateOptions options = new RateOptions(kind, weighing, 500, round);
        WinRate rate = WinRate.of(rows, options).orElseThrow();
        assertThat(WinRate.of(shuffled, options)).contains(rate);
        WinRate other = WinRate.of(reversed(shuffled), options).orElseThrow();
        assertThat(other.rate()).isEqualTo(1 - rate.rate());
        assertThat(other.clusterError()).isEqualTo(rate.clusterError());
        assertThat(other.tally().signP()).isEqualTo(rate.tally().signP());
        WinRate.RateInterval bounds = rate.interval().orElseThrow();
        assertThat(other.interval())
            .contains(
                new WinRate.RateInterval(
                    bounds.kind(),
                    new Interval(1 - bounds.bounds().upper(), 1 - bounds.bounds().lower())));
      }
    }
  }

  @Test
  void aPromptMayCountOnceHoweverManyRatingsItHas() {
    List<RatedOutcome> rows =
        List.of(
            RatedOutcome.of("a", Outcome.WIN),
            RatedOutcome.of("a", Outcome.WIN),
            RatedOutcome.of("a", Outcome.WIN),
            RatedOutcome.of("b", Outcome.LOSS));
    assertThat(rate(rows, Weighing.ROWS)).isEqualTo(0.75);
    assertThat(rate(rows, Weighing.PROMPTS)).isEqualTo(0.5);
  }

  private static double rate(List<RatedOutcome> rows, Weighing weighing) {
    return WinRate.of(rows, RateOptions.DEFAULT.with(weighing)).orElseThrow().rate();
  }
}
