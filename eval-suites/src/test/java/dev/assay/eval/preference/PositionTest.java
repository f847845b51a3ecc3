package dev.assay.eval.preference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.eval.preference.JudgedPair.BothOrders;
import dev.assay.eval.preference.JudgedPair.OneOrder;
import dev.assay.eval.preference.JudgedPair.Unparsed;
import dev.assay.eval.preference.VerdictRule.BothAgree;
import dev.assay.eval.preference.VerdictRule.Margin;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PositionTest {
  private static final double CLOSE = 1e-9;
  private static final VerdictRule MARGIN = new Margin(VerdictRule.DEFAULT_TAU);

  @Test
  void pairsInTwoOrdersAreAsTheGoldenHasThem() {
    JsonNode golden = StatisticsGoldens.section("position");
    VerdictRule rule = new Margin(golden.get("tau").doubleValue());
    List<JudgedPair> pairs = new ArrayList<>();
    int[] counts = new int[3];
    for (JsonNode game : golden.get("games")) {
      JudgedPair pair =
          JudgedPair.ofCandidate(game.get("p1").doubleValue(), game.get("p2").doubleValue());
      BothOrders both = (BothOrders) pair;
      Outcome outcome = rule.outcome(pair).orElseThrow();
      assertThat(both.mean()).isCloseTo(game.get("mean").doubleValue(), within(CLOSE));
      assertThat(rule.consistent(both)).isEqualTo(game.get("consistent").booleanValue());
      assertThat(outcome.name().toLowerCase(Locale.ROOT))
          .isEqualTo(game.get("verdict").textValue());
      counts[outcome.ordinal()]++;
      pairs.add(pair);
    }
    PositionBias bias = PositionBias.of(pairs, rule);
    assertThat(bias.consistency().orElseThrow())
        .isCloseTo(golden.get("consistency").doubleValue(), within(CLOSE));
    assertThat(bias.firstShownShare().orElseThrow())
        .isCloseTo(golden.get("first_shown_share").doubleValue(), within(CLOSE));
    assertThat(counts)
        .containsExactly(
            golden.get("wins").intValue(),
            golden.get("ties").intValue(),
            golden.get("losses").intValue());
    assertThat(bias.isInconsistent()).isFalse();
    assertThat(bias.isBiased()).isFalse();
  }

  /** p1, p2 of generated verdicts; by the strict rule and the lenient one. */
  @ParameterizedTest
  @CsvSource({
    "1, 1, WIN, WIN, true",
    "0, 0, LOSS, LOSS, true",
    "0.5, 0.5, TIE, TIE, true",
    "1, 0, TIE, TIE, false",
    "1, 0.5, TIE, WIN, false",
    "0.5, 0, TIE, LOSS, false"
  })
  void aGeneratedVerdictCountsWhereBothGamesNameTheSame(
      double p1, double p2, Outcome strict, Outcome lenient, boolean consistent) {
    BothOrders games = (BothOrders) JudgedPair.ofCandidate(p1, p2);
    assertThat(new BothAgree().outcome((JudgedPair) games)).contains(strict);
    assertThat(MARGIN.outcome((JudgedPair) games)).contains(lenient);
    assertThat(new BothAgree().consistent(games)).isEqualTo(consistent);
  }

  @Test
  void oneGoodGameOfTwoIsNotUsed() {
    List<JudgedPair> pairs =
        List.of(
            JudgedPair.ofCandidate(0.9, null),
            JudgedPair.ofCandidate(null, null),
            JudgedPair.ofCandidate(0.75, 0.75));
    assertThat(MARGIN.outcome(pairs.get(0))).isEmpty();
    PositionBias bias = PositionBias.of(pairs, MARGIN);
    assertThat(bias.pairs()).isOne();
    assertThat(bias.unparsed()).isEqualTo(2);
    assertThat(bias.firstShownShare()).hasValue(0.5);
    PositionBias none = PositionBias.of(List.of(new Unparsed()), MARGIN);
    assertThat(none.consistency()).isEmpty();
    assertThat(none.firstShownShare()).isEmpty();
    assertThat(none.isBiased() || none.isInconsistent()).isFalse();
  }

  @Test
  void ofOneOrderConsistencyIsUnknown() {
    List<JudgedPair> pairs = List.of(new OneOrder(0.75, true), new OneOrder(0.75, false));
    assertThat(MARGIN.outcome(pairs.get(0))).contains(Outcome.WIN);
    assertThat(MARGIN.outcome(pairs.get(1))).contains(Outcome.LOSS);
    PositionBias bias = PositionBias.of(pairs, MARGIN);
    assertThat(bias.consistency()).isEmpty();
    assertThat(bias.firstShownShare()).hasValue(0.75);
    assertThat(bias.isBiased()).isTrue();
  }

  @Test
  void aJudgeThatAlwaysTakesTheFirstSaysNothing() {
    List<JudgedPair> pairs = Collections.nCopies(40, JudgedPair.ofCandidate(1.0, 0.0));
    for (VerdictRule rule : List.of(MARGIN, new BothAgree())) {
      assertThat(pairs).allSatisfy(pair -> assertThat(rule.outcome(pair)).contains(Outcome.TIE));
      PositionBias bias = PositionBias.of(pairs, rule);
      assertThat(bias.consistency()).hasValue(0);
      assertThat(bias.firstShownShare()).hasValue(1);
      assertThat(bias.isInconsistent() && bias.isBiased()).isTrue();
    }
  }

  /** A bias that adds to log-odds goes; one that is certain of both has no log-odds. */
  @Test
  void theMeanOfLogOddsForgetsALikingForAPlace() {
    double liking = 0.8;
    for (double strength : new double[] {-2, -0.3, 0, 1.4}) {
      BothOrders games =
          new BothOrders(
              1 / (1 + Math.exp(-(strength + liking))), 1 / (1 + Math.exp(strength - liking)));
      assertThat(games.logitMean().orElseThrow())
          .isCloseTo(1 / (1 + Math.exp(-strength)), within(1e-12));
    }
    assertThat(new BothOrders(1, 1).logitMean()).isEmpty();
    assertThat(new BothOrders(1, 0).logitMean()).hasValue(1);
  }

  @Test
  void exchangedSidesAreMirroredToTheBit() {
    Random random = new Random(3);
    List<JudgedPair> pairs = new ArrayList<>();
    List<JudgedPair> reversed = new ArrayList<>();
    for (int i = 0; i < 500; i++) {
      BothOrders games = new BothOrders(random.nextDouble(), random.nextDouble());
      BothOrders other = games.reversed();
      assertThat(other.mean()).isEqualTo(1 - games.mean());
      assertThat(other.logitMean().orElseThrow()).isEqualTo(1 - games.logitMean().orElseThrow());
      assertThat(MARGIN.ofBoth(other)).isEqualTo(MARGIN.ofBoth(games).reversed());
      pairs.add(games);
      reversed.add(other);
    }
    Collections.shuffle(reversed, random);
    assertThat(PositionBias.of(reversed, MARGIN)).isEqualTo(PositionBias.of(pairs, MARGIN));
  }

  @Test
  void whatIsNoProbabilityIsRefused() {
    assertThatThrownBy(() -> new BothOrders(1.2, 0.5)).hasMessageContaining("1.2");
    assertThatThrownBy(() -> new OneOrder(Double.NaN, true)).hasMessageContaining("NaN");
    assertThatThrownBy(() -> new Margin(0.7)).hasMessageContaining("0.7");
  }
}
