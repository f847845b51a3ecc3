package dev.assay.eval.preference.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.eval.preference.StatisticsGoldens;
import dev.assay.eval.preference.control.LengthControl.Fit;
import dev.assay.eval.statistic.Interval;
import dev.assay.eval.statistic.Maximum;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LengthControlTest {
  private static final double CLOSE = 1e-9;

  private static List<ControlledPair> pairs(JsonNode rows) {
    List<ControlledPair> pairs = new ArrayList<>();
    for (JsonNode row : rows) {
      pairs.add(
          new ControlledPair(
              "p%04d".formatted(pairs.size()),
              row.get(2).doubleValue(),
              row.get(0).longValue(),
              row.get(1).longValue()));
    }
    return pairs;
  }

  private static LengthControl fit(List<ControlledPair> pairs) {
    return LengthControl.of(pairs).orElseThrow();
  }

  @Test
  void theFitIsAsTheGoldenHasIt() {
    JsonNode golden = StatisticsGoldens.section("length_control");
    LengthControl control = fit(pairs(golden.get("rows")));
    assertThat(control.fit()).isEqualTo(Fit.MAXIMUM);
    assertThat(control.pairs()).isEqualTo(120);
    assertClose(control.rawRate(), golden.get("raw_rate"));
    assertClose(control.sigma(), golden.get("sigma"));
    assertClose(control.theta().orElseThrow().value(), golden.get("theta"));
    assertClose(control.beta().orElseThrow().value(), golden.get("beta"));
    assertClose(control.theta().orElseThrow().standardError(), golden.get("robust_stderr_theta"));
    assertClose(control.rate(), golden.get("rate"));
    Interval bounds = control.interval().orElseThrow();
    assertClose(bounds.lower(), golden.at("/logit_interval_95/0"));
    assertClose(bounds.upper(), golden.at("/logit_interval_95/1"));
    assertThat(control.isFarFromRaw()).isFalse();
  }

  private static void assertClose(double value, JsonNode golden) {
    assertThat(value).isCloseTo(golden.doubleValue(), within(CLOSE));
  }

  @Test
  void theModelsOwnErrorAndThePenalisedFitAreTheGoldens() {
    JsonNode golden = StatisticsGoldens.section("length_control");
    List<ControlledPair> pairs = pairs(golden.get("rows"));
    double[][] rows = Columns.of(pairs).rows();
    double[] centred = pairs.stream().mapToDouble(pair -> pair.preference() - 0.5).toArray();
    Maximum plain =
        Maximum.of(new LogisticModel(rows, centred, 0), new double[2], 15).orElseThrow();
    assertClose(Math.sqrt(plain.covariance(0, 0)), golden.get("model_stderr_theta"));
    assertThat(plain.steps()).isLessThanOrEqualTo(golden.get("newton_iterations").intValue() + 1);
    Maximum ridge =
        Maximum.of(new LogisticModel(rows, centred, 1), new double[2], 15).orElseThrow();
    assertClose(ridge.at(0), golden.at("/l2/theta"));
    assertClose(ridge.at(1), golden.at("/l2/beta"));
  }

  /** With a free constant the fitted values have the mean of what they are fitted to. */
  @Test
  void theMeanOfFittedValuesIsTheRawRate() {
    List<ControlledPair> pairs = pairs(StatisticsGoldens.section("length_control").get("rows"));
    LengthControl control = fit(pairs);
    double mean =
        pairs.stream()
            .mapToDouble(
                pair ->
                    1
                        / (1
                            + Math.exp(
                                -control.theta().orElseThrow().value()
                                    - control.beta().orElseThrow().value()
                                        * Math.tanh(pair.difference() / control.sigma()))))
            .average()
            .orElseThrow();
    assertThat(mean).isCloseTo(control.rawRate(), within(1e-12));
  }

  @Test
  void separableLengthsAreNoticed() {
    LengthControl control =
        fit(pairs(StatisticsGoldens.section("length_control").at("/separable/rows")));
    assertThat(control.fit()).isEqualTo(Fit.RIDGE);
    assertThat(control.rate()).isBetween(0.2, 0.8);
    assertThat(control.beta().orElseThrow().value()).isBetween(0.1, 5.0);
    assertThat(control.longerShare()).hasValue(1);
  }

  @Test
  void equalLengthsAndOneSidedPreferencesAreNotIdentified() {
    List<ControlledPair> equal =
        List.of(
            new ControlledPair("a", 1, 70, 70),
            new ControlledPair("b", 0.5, 30, 30),
            new ControlledPair("c", 1, 10, 10));
    List<ControlledPair> won =
        List.of(
            new ControlledPair("a", 1, 70, 30),
            new ControlledPair("b", 1, 30, 90),
            new ControlledPair("c", 1, 10, 10));
    for (List<ControlledPair> pairs : List.of(equal, won, equal.subList(0, 1))) {
      LengthControl control = fit(pairs);
      assertThat(control.fit()).isEqualTo(Fit.NOT_IDENTIFIED);
      assertThat(control.rate()).isEqualTo(control.rawRate());
      assertThat(control.theta()).isEmpty();
      assertThat(control.beta()).isEmpty();
      assertThat(control.interval()).isEmpty();
    }
    assertThat(fit(equal).sigma()).isZero();
    assertThat(fit(equal).longerShare()).isEmpty();
    assertThat(LengthControl.of(List.of())).isEmpty();
  }

  /** Two pairs of one prompt say no more than one. */
  @Test
  void errorsAreOfPrompts() {
    List<ControlledPair> pairs = pairs(StatisticsGoldens.section("length_control").get("rows"));
    List<ControlledPair> twice = new ArrayList<>(pairs);
    twice.addAll(pairs);
    LengthControl one = fit(pairs);
    LengthControl two = fit(twice);
    assertThat(two.prompts()).isEqualTo(120);
    // σ has n − 1 in it, which doubling moves a little.
    assertThat(two.theta().orElseThrow().standardError())
        .isCloseTo(one.theta().orElseThrow().standardError(), within(1e-4));
  }

  private static List<ControlledPair> random(Random random, int styles) {
    List<ControlledPair> pairs = new ArrayList<>();
    for (int i = 0; i < 150; i++) {
      long candidate = 50 + random.nextInt(900);
      long baseline = 50 + random.nextInt(700);
      List<Double> style = new ArrayList<>();
      for (int s = 0; s < styles; s++) {
        style.add(random.nextInt(21) / 10.0 - 0.8);
      }
      double logit =
          0.4 + (candidate - baseline) / 400.0 + style.stream().mapToDouble(x -> x).sum() * 0.8;
      boolean win = random.nextDouble() < 1 / (1 + Math.exp(-logit));
      double preference = random.nextInt(4) == 0 ? random.nextInt(1025) / 1024.0 : win ? 1 : 0;
      pairs.add(new ControlledPair("p" + i / 2, preference, candidate, baseline, style));
    }
    return pairs;
  }

  private static ControlledPair reversed(ControlledPair pair) {
    return new ControlledPair(
        pair.prompt(),
        1 - pair.preference(),
        pair.baselineLength(),
        pair.candidateLength(),
        pair.style().stream().map(x -> -x).toList());
  }

  @Test
  void neitherOrderNorNamesChangeABit() {
    Random random = new Random(8);
    for (int styles = 0; styles < 4; styles++) {
      List<ControlledPair> pairs = random(random, styles);
      LengthControl control = fit(pairs);
      assertThat(control.fit()).isEqualTo(Fit.MAXIMUM);
      List<ControlledPair> shuffled = new ArrayList<>(pairs);
      Collections.shuffle(shuffled, random);
      assertThat(fit(shuffled)).isEqualTo(control);
      LengthControl other = fit(shuffled.stream().map(LengthControlTest::reversed).toList());
      Coefficient theta = control.theta().orElseThrow();
      assertThat(other.theta()).contains(new Coefficient(-theta.value(), theta.standardError()));
      assertThat(other.beta()).isEqualTo(control.beta());
      assertThat(other.style()).isEqualTo(control.style());
      assertThat(other.sigma()).isEqualTo(control.sigma());
      assertThat(other.longerShare()).isEqualTo(control.longerShare());
      assertThat(other.rate()).isEqualTo(1 - control.rate());
      assertThat(other.rawRate()).isEqualTo(1 - control.rawRate());
      Interval bounds = control.interval().orElseThrow();
      assertThat(other.interval()).contains(new Interval(1 - bounds.upper(), 1 - bounds.lower()));
    }
  }

  /** What decoration bought is found, and a column that never varies is none. */
  @Test
  void styleIsControlledBesideLength() {
    Random random = new Random(21);
    List<ControlledPair> pairs = new ArrayList<>();
    for (int i = 0; i < 4000; i++) {
      double style = random.nextGaussian() + 1;
      boolean win = random.nextDouble() < 1 / (1 + Math.exp(-1.5 * style));
      pairs.add(
          new ControlledPair(
              "p" + i,
              win ? 1 : 0,
              random.nextInt(500),
              random.nextInt(500),
              List.of(style, 0.25)));
    }
    LengthControl control = fit(pairs);
    assertThat(control.rawRate()).isGreaterThan(0.7);
    assertThat(control.rate()).isBetween(0.46, 0.54);
    assertThat(control.style().get(0).orElseThrow().value()).isCloseTo(1.5, within(0.2));
    assertThat(control.style().get(1)).isEqualTo(Optional.empty());
    assertThat(control.isFarFromRaw()).isTrue();
  }

  @Test
  void decorationIsCounted() {
    StyleCounts counts =
        StyleCounts.of(
            "# Title\n\n1. one\n2) **two**\n- three __four__\n\n```\n# no\n- no **no**\n```\n## End");
    assertThat(counts).isEqualTo(new StyleCounts(2, 3, 2));
    assertThat(counts.differences(new StyleCounts(0, 3, 4)))
        .containsExactly(2 / 3.0, 0.0, -2 / 7.0);
    assertThat(StyleCounts.of("")).isEqualTo(new StyleCounts(0, 0, 0));
  }

  @Test
  void unlikePairsAreRefused() {
    assertThatThrownBy(() -> new ControlledPair("a", 1.5, 1, 1)).hasMessageContaining("1.5");
    assertThatThrownBy(
            () ->
                LengthControl.of(
                    List.of(
                        new ControlledPair("a", 1, 1, 1),
                        new ControlledPair("b", 1, 1, 1, List.of(0.5)))))
        .hasMessageContaining("style");
  }
}
