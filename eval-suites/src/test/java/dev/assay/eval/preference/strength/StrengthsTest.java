package dev.assay.eval.preference.strength;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.core.error.AssayException;
import dev.assay.eval.preference.Outcome;
import dev.assay.eval.preference.StatisticsGoldens;
import dev.assay.eval.preference.strength.StrengthOptions.Anchor;
import dev.assay.eval.statistic.Interval;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class StrengthsTest {
  private static final double CLOSE = 1e-9;

  /** Plain fits, without resamples. */
  private static final StrengthOptions POINT =
      new StrengthOptions(StrengthMethod.TIES_AS_HALF, false, 0, 1234, Optional.empty());

  private static List<Contest> contests(JsonNode pairs) {
    List<Contest> contests = new ArrayList<>();
    for (JsonNode pair : pairs) {
      String first = pair.get("first").textValue();
      String second = pair.get("second").textValue();
      add(contests, first, second, Outcome.WIN, pair.get("wins_first").intValue());
      add(contests, first, second, Outcome.TIE, pair.path("ties").intValue());
      add(contests, first, second, Outcome.LOSS, pair.get("wins_second").intValue());
    }
    return contests;
  }

  private static void add(
      List<Contest> contests, String first, String second, Outcome outcome, int times) {
    for (int i = 0; i < times; i++) {
      contests.add(new Contest("p" + contests.size() % 60, first, second, outcome));
    }
  }

  private static Strengths fit(List<Contest> contests, StrengthOptions options) {
    return Strengths.of(contests, options).orElseThrow();
  }

  private static JsonNode golden(String path) {
    return StatisticsGoldens.section("bradley_terry").at(path);
  }

  private static void assertStrengths(Strengths strengths, JsonNode golden, double within) {
    String[] names = {"a", "b", "c", "d"};
    for (int i = 0; i < golden.size(); i++) {
      assertThat(strengths.model(names[i]).orElseThrow().strength())
          .isCloseTo(golden.get(i).doubleValue(), within(within));
    }
  }

  @Test
  void tiesAsHalfAreAsTheGoldenAndChoixHaveThem() {
    Strengths strengths = fit(contests(golden("/pairs")), POINT);
    JsonNode golden = golden("/ties_as_half");
    assertStrengths(strengths, golden.get("strengths"), CLOSE);
    assertStrengths(strengths, golden.get("choix_ilsr"), CLOSE);
    assertThat(strengths.logLikelihood())
        .isCloseTo(golden.get("log_likelihood").doubleValue(), within(CLOSE));
    String[] names = {"a", "b", "c", "d"};
    for (int i = 0; i < 4; i++) {
      ModelStrength model = strengths.model(names[i]).orElseThrow();
      assertThat(model.standardError())
          .isCloseTo(golden.get("stderr").get(i).doubleValue(), within(CLOSE));
      assertThat(model.elo()).isCloseTo(golden.get("elo").get(i).doubleValue(), within(1e-6));
    }
    assertThat(strengths.models())
        .extracting(ModelStrength::model)
        .containsExactly("d", "a", "b", "c");
    assertThat(strengths.models()).extracting(ModelStrength::rank).containsExactly(1, 2, 3, 4);
    assertThat(strengths.pairs().get(2).fitted().orElseThrow())
        .isCloseTo(golden.get("win_probability_a_over_d").doubleValue(), within(CLOSE));
    Results results = Results.of(contests(golden("/pairs")), false);
    StrengthFit point =
        StrengthFit.of(StrengthMethod.TIES_AS_HALF, results, results.total(), false, null)
            .orElseThrow();
    assertThat(point.standardError(0, 1))
        .isCloseTo(golden.get("stderr_a_minus_b").doubleValue(), within(CLOSE));
    assertThat(strengths.tieParameter()).isEmpty();
    assertThat(strengths.placeEffect()).isEmpty();
  }

  /** The goldens of these two were found by a general minimiser, to 1e-5. */
  @Test
  void modelsOfTiesAreAsTheGoldenHasThem() {
    JsonNode davidson = golden("/davidson");
    Strengths one = fit(contests(golden("/pairs")), POINT.with(StrengthMethod.DAVIDSON));
    assertStrengths(one, davidson.get("strengths"), davidson.get("tolerance").doubleValue());
    assertThat(one.tieParameter().orElseThrow())
        .isCloseTo(davidson.get("nu").doubleValue(), within(1e-5));
    assertThat(one.logLikelihood())
        .isCloseTo(davidson.get("log_likelihood").doubleValue(), within(CLOSE));
    JsonNode raoKupper = golden("/rao_kupper");
    Strengths other = fit(contests(golden("/pairs")), POINT.with(StrengthMethod.RAO_KUPPER));
    assertStrengths(other, raoKupper.get("strengths"), raoKupper.get("tolerance").doubleValue());
    assertThat(other.tieParameter().orElseThrow())
        .isCloseTo(raoKupper.get("eta").doubleValue(), within(1e-5));
    assertThat(other.logLikelihood())
        .isCloseTo(raoKupper.get("log_likelihood").doubleValue(), within(CLOSE));
  }

  @Test
  void thePlaceIsWorthWhatTheGoldenSays() {
    JsonNode golden = golden("/order_effect");
    Strengths strengths =
        fit(contests(golden.get("counts")), POINT.with(StrengthMethod.ORDER_EFFECT));
    assertStrengths(strengths, golden.get("strengths"), CLOSE);
    assertThat(strengths.placeEffect().orElseThrow().gamma())
        .isCloseTo(golden.get("gamma").doubleValue(), within(CLOSE));
    assertThat(strengths.placeEffect().orElseThrow().standardError())
        .isCloseTo(golden.get("gamma_stderr").doubleValue(), within(CLOSE));
    assertThat(strengths.pairs()).hasSize(3);
    assertThat(strengths.pairs().get(0).contests()).isEqualTo(108);
  }

  @Test
  void modelsThatCannotBeComparedAreNamed() {
    List<Contest> apart = contests(golden("/not_connected/pairs"));
    assertThatThrownBy(() -> fit(apart, POINT))
        .isInstanceOf(AssayException.class)
        .hasMessageContaining("{a} and {b} and {c, d}");
    Strengths strengths = fit(apart, POINT.withPrior());
    assertThat(strengths.model("a").orElseThrow().strength())
        .isGreaterThan(strengths.model("b").orElseThrow().strength());
    assertThat(strengths.model("c").orElseThrow().strength())
        .isCloseTo(strengths.model("d").orElseThrow().strength(), within(1e-12));
    assertThat(strengths.models().stream().mapToDouble(ModelStrength::strength).sum())
        .isCloseTo(0, within(1e-12));
  }

  /** The prior by hand: 5½ : ½ of one model against 0, were the other's half game not there. */
  @Test
  void thePriorIsHalfAWinAndHalfALoss() {
    List<Contest> won = new ArrayList<>();
    add(won, "a", "b", Outcome.WIN, 5);
    Strengths strengths = fit(won, POINT.withPrior());
    double a = strengths.model("a").orElseThrow().strength();
    double b = strengths.model("b").orElseThrow().strength();
    assertThat(a).isCloseTo(-b, within(1e-12));
    // 5·(1 − σ(a − b)) + ½ − σ(a) = 0
    double sigma = 1 / (1 + Math.exp(b - a));
    assertThat(5 * (1 - sigma) + 0.5 - 1 / (1 + Math.exp(-a))).isCloseTo(0, within(1e-10));
  }

  /** Of one pair the strengths say the rate again. */
  @ParameterizedTest
  @EnumSource(value = StrengthMethod.class, names = "ORDER_EFFECT", mode = EnumSource.Mode.EXCLUDE)
  void aSinglePairIsItsRate(StrengthMethod method) {
    List<Contest> contests = new ArrayList<>();
    add(contests, "candidate", "baseline", Outcome.WIN, 580);
    add(contests, "candidate", "baseline", Outcome.TIE, 300);
    add(contests, "candidate", "baseline", Outcome.LOSS, 340);
    Strengths strengths = fit(contests, POINT.with(method));
    PairFit pair = strengths.pairs().get(0);
    assertThat(pair.observed().orElseThrow()).isCloseTo(1 - 730 / 1220.0, within(CLOSE));
    assertThat(pair.fitted().orElseThrow()).isCloseTo(pair.observed().orElseThrow(), within(CLOSE));
    if (method == StrengthMethod.TIES_AS_HALF) {
      double difference =
          strengths.model("candidate").orElseThrow().strength()
              - strengths.model("baseline").orElseThrow().strength();
      assertThat(1 / (1 + Math.exp(-difference))).isCloseTo(730 / 1220.0, within(CLOSE));
    }
  }

  /** First derivatives by finite differences of values, second ones of first ones. */
  @ParameterizedTest
  @EnumSource(StrengthMethod.class)
  void derivativesAreThoseOfTheValue(StrengthMethod method) {
    Random random = new Random(6);
    double h = 1e-6;
    for (int round = 0; round < 200; round++) {
      double w = random.nextInt(9);
      double t = random.nextInt(9);
      double l = random.nextInt(9);
      double d = random.nextGaussian() * 2;
      double e = 0.1 + random.nextDouble();
      StrengthMethod.Term here = method.term(w, t, l, d, e);
      StrengthMethod.Term right = method.term(w, t, l, d + h, e);
      StrengthMethod.Term left = method.term(w, t, l, d - h, e);
      StrengthMethod.Term more = method.term(w, t, l, d, e + h);
      StrengthMethod.Term less = method.term(w, t, l, d, e - h);
      assertThat((right.value() - left.value()) / 2 / h).isCloseTo(here.byD(), within(1e-6));
      assertThat((left.byD() - right.byD()) / 2 / h).isCloseTo(here.ofD(), within(1e-6));
      if (method.hasExtra()) {
        assertThat((more.value() - less.value()) / 2 / h).isCloseTo(here.byExtra(), within(1e-6));
        assertThat((less.byD() - more.byD()) / 2 / h).isCloseTo(here.ofBoth(), within(1e-6));
        assertThat((less.byExtra() - more.byExtra()) / 2 / h)
            .isCloseTo(here.ofExtra(), within(1e-5));
      }
    }
  }

  @Test
  void withoutTiesAllMethodsAreOne() {
    List<Contest> contests = new ArrayList<>();
    add(contests, "a", "b", Outcome.WIN, 30);
    add(contests, "b", "a", Outcome.WIN, 10);
    for (StrengthMethod method : List.of(StrengthMethod.DAVIDSON, StrengthMethod.RAO_KUPPER)) {
      Strengths strengths = fit(contests, POINT.with(method));
      assertThat(strengths.tieParameter()).hasValue(0);
      assertThat(strengths.model("a").orElseThrow().strength())
          .isCloseTo(Math.log(3) / 2, within(CLOSE));
    }
    List<Contest> tied = new ArrayList<>();
    add(tied, "a", "b", Outcome.TIE, 10);
    assertThat(fit(tied, POINT).model("a").orElseThrow().strength()).isZero();
    assertThatThrownBy(() -> fit(tied, POINT.with(StrengthMethod.DAVIDSON)))
        .hasMessageContaining("grows without end");
    assertThatThrownBy(() -> fit(tied, POINT.with(StrengthMethod.RAO_KUPPER)))
        .hasMessageContaining("grows without end");
  }

  @Test
  void anAnchorMovesEloAndNothingElse() {
    List<Contest> contests = contests(golden("/pairs"));
    Strengths strengths = fit(contests, POINT.with(new Anchor("b", 1200)));
    assertThat(strengths.model("b").orElseThrow().elo()).isCloseTo(1200, within(1e-9));
    assertStrengths(strengths, golden("/ties_as_half/strengths"), CLOSE);
    assertThatThrownBy(() -> fit(contests, POINT.with(new Anchor("z", 1200))))
        .hasMessageContaining("'z'");
    assertThat(Strengths.of(List.of(), POINT)).isEmpty();
    assertThatThrownBy(() -> new Contest("p", "a", "a", Outcome.TIE)).hasMessageContaining("a");
  }

  /** Models of known strengths, each pair on every prompt. */
  private static List<Contest> drawn(Random random, double[] strengths, int prompts) {
    List<Contest> contests = new ArrayList<>();
    for (int prompt = 0; prompt < prompts; prompt++) {
      for (int i = 0; i < strengths.length; i++) {
        for (int j = 0; j < strengths.length; j++) {
          if (i != j) {
            double p = 1 / (1 + Math.exp(strengths[j] - strengths[i]));
            contests.add(
                new Contest(
                    "p" + prompt,
                    "m" + i,
                    "m" + j,
                    random.nextDouble() < p ? Outcome.WIN : Outcome.LOSS));
          }
        }
      }
    }
    return contests;
  }

  @Test
  void resamplesGiveIntervalsRanksAndChances() {
    double[] truth = {0.9, 0.02, 0, -0.92};
    List<Contest> contests = drawn(new Random(12), truth, 120);
    StrengthOptions options =
        new StrengthOptions(StrengthMethod.TIES_AS_HALF, false, 400, 1234, Optional.empty());
    Strengths strengths = fit(contests, options);
    assertThat(strengths.refits()).isEqualTo(400);
    assertThat(strengths.refitsWithout()).isZero();
    assertThat(strengths.prompts()).isEqualTo(120);
    for (int i = 0; i < truth.length; i++) {
      ModelStrength model = strengths.model("m" + i).orElseThrow();
      Interval interval = model.interval().orElseThrow();
      assertThat(interval.contains(model.strength())).isTrue();
      // Contests are independent here: resampled prompts vary as the likelihood says.
      assertThat(interval.upper() - interval.lower())
          .isCloseTo(2 * 1.96 * model.standardError(), within(0.8 * model.standardError()));
    }
    assertThat(strengths.model("m0").orElseThrow().ranks()).contains(new ModelStrength.Ranks(1, 1));
    assertThat(strengths.model("m1").orElseThrow().ranks()).contains(new ModelStrength.Ranks(2, 3));
    assertThat(strengths.pairs().get(0).firstStronger()).hasValue(1);
    assertThat(strengths.pairs().get(3).firstStronger().orElseThrow()).isBetween(0.01, 0.99);
    assertThat(strengths.unexplained()).isEmpty();

    Collections.shuffle(contests, new Random(1));
    assertThat(fit(contests, options)).isEqualTo(strengths);
  }

  /** Rock, paper, scissors: one number each cannot say who beats whom. */
  @Test
  void circlesAreListed() {
    List<Contest> contests = new ArrayList<>();
    for (String pair : List.of("ab", "bc", "ca")) {
      add(contests, pair.substring(0, 1), pair.substring(1), Outcome.WIN, 40);
      add(contests, pair.substring(1), pair.substring(0, 1), Outcome.WIN, 10);
    }
    Strengths strengths = fit(contests, POINT);
    assertThat(strengths.unexplained()).hasSize(3);
    // (0.8 − 0.5)/√(0.25/50)
    assertThat(Math.abs(strengths.pairs().get(0).z().orElseThrow()))
        .isCloseTo(0.3 / Math.sqrt(0.005), within(1e-6));
  }

  /** Where the one win that holds models together is often not drawn, nothing is claimed. */
  @Test
  void resamplesWithoutStrengthsLeaveNoInterval() {
    List<Contest> contests = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      contests.add(new Contest("p" + i, "a", "b", i == 0 ? Outcome.LOSS : Outcome.WIN));
    }
    Strengths strengths = fit(contests, StrengthOptions.DEFAULT);
    assertThat((double) strengths.refitsWithout() / strengths.refits())
        .isCloseTo(Math.pow(39 / 40.0, 40), within(0.05));
    ModelStrength model = strengths.models().get(0);
    assertThat(model.interval()).isEmpty();
    assertThat(model.ranks()).isEmpty();
    assertThat(strengths.pairs().get(0).firstStronger()).isEmpty();
    Strengths prior = fit(contests, StrengthOptions.DEFAULT.withPrior());
    assertThat(prior.refitsWithout()).isZero();
    assertThat(prior.models().get(0).interval()).isPresent();
  }
}
