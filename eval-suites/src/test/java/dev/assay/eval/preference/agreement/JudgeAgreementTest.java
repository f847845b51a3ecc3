package dev.assay.eval.preference.agreement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.assay.eval.preference.Outcome;
import dev.assay.eval.statistic.Interval;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class JudgeAgreementTest {
  private static final int RESAMPLES = 500;
  private static final long SEED = 1234;

  /** A judge that says what people say in a share of cases, else anything. */
  private static List<RatedPair> pairs(Random random, int prompts, double follows) {
    List<RatedPair> pairs = new ArrayList<>();
    for (int prompt = 0; prompt < prompts; prompt++) {
      for (int i = random.nextInt(3); i >= 0; i--) {
        Outcome people = any(random);
        Outcome judge = random.nextDouble() < follows ? people : any(random);
        pairs.add(new RatedPair("p" + prompt, judge, people));
      }
    }
    return pairs;
  }

  private static Outcome any(Random random) {
    return Outcome.values()[random.nextInt(3)];
  }

  private static JudgeAgreement of(List<RatedPair> pairs) {
    return JudgeAgreement.of(pairs, RESAMPLES, SEED).orElseThrow();
  }

  @Test
  void numbersAreThoseOfTheTable() {
    List<RatedPair> pairs = pairs(new Random(1), 200, 0.6);
    JudgeAgreement agreement = of(pairs);
    assertThat(agreement.pairs()).isEqualTo(pairs.size());
    assertThat(agreement.prompts()).isEqualTo(200);
    long same = pairs.stream().filter(pair -> pair.judge() == pair.people()).count();
    assertThat(agreement.agreement().value()).hasValue((double) same / pairs.size());
    assertThat(agreement.table().count(Outcome.WIN, Outcome.LOSS))
        .isEqualTo(
            (int)
                pairs.stream()
                    .filter(pair -> pair.judge() == Outcome.WIN && pair.people() == Outcome.LOSS)
                    .count());
    // Chance is 1/3 of either: κ is the share that follows, 1 − 2/3·(1 − 0.6) agree.
    double kappa = agreement.kappa().value().orElseThrow();
    assertThat(kappa).isCloseTo(0.6, within(0.08));
    Interval bounds = agreement.kappa().interval().orElseThrow();
    assertThat(bounds.contains(kappa)).isTrue();
    assertThat(bounds.upper() - bounds.lower()).isBetween(0.08, 0.25);
    assertThat(agreement.isTrusted()).isTrue();
  }

  @Test
  void tiesOfEitherAreLeftOut() {
    List<RatedPair> pairs = pairs(new Random(5), 150, 0.3);
    List<RatedPair> decided =
        pairs.stream()
            .filter(pair -> pair.judge() != Outcome.TIE && pair.people() != Outcome.TIE)
            .toList();
    JudgeAgreement agreement = of(pairs);
    assertThat(agreement.pairsWithoutTies()).isEqualTo(decided.size());
    assertThat(agreement.kappaWithoutTies().value().orElseThrow())
        .isCloseTo(of(decided).kappa().value().orElseThrow(), within(1e-12));
    assertThat(agreement.kappaWithoutTies().interval()).isPresent();
    assertThat(agreement.isTrusted()).isFalse();
  }

  @Test
  void allTiesHaveNoKappa() {
    List<RatedPair> pairs = new ArrayList<>();
    for (int i = 0; i < 30; i++) {
      pairs.add(new RatedPair("p" + i, Outcome.TIE, Outcome.TIE));
    }
    JudgeAgreement agreement = of(pairs);
    assertThat(agreement.agreement().value()).hasValue(1);
    assertThat(agreement.kappa().value()).isEmpty();
    assertThat(agreement.kappa().interval()).isEmpty();
    assertThat(agreement.kappaWithoutTies().value()).isEmpty();
    assertThat(agreement.isTrusted()).isFalse();
    assertThat(JudgeAgreement.of(List.of(), RESAMPLES, SEED)).isEmpty();
  }

  @Test
  void neitherOrderNorNamesChangeABit() {
    Random random = new Random(6);
    for (int round = 0; round < 10; round++) {
      List<RatedPair> pairs = pairs(random, 60, 0.5);
      JudgeAgreement agreement = of(pairs);
      List<RatedPair> shuffled = new ArrayList<>(pairs);
      Collections.shuffle(shuffled, random);
      assertThat(of(shuffled)).isEqualTo(agreement);
      JudgeAgreement other =
          of(
              shuffled.stream()
                  .map(
                      pair ->
                          new RatedPair(
                              pair.prompt(), pair.judge().reversed(), pair.people().reversed()))
                  .toList());
      assertThat(other.agreement()).isEqualTo(agreement.agreement());
      assertThat(other.kappa()).isEqualTo(agreement.kappa());
      assertThat(other.kappaWithoutTies()).isEqualTo(agreement.kappaWithoutTies());
    }
  }

  @Test
  void aMajorityIsMoreThanHalf() {
    Outcome win = Outcome.WIN;
    Outcome loss = Outcome.LOSS;
    Outcome tie = Outcome.TIE;
    assertThat(RatedPair.majority(List.of(win))).isEqualTo(win);
    assertThat(RatedPair.majority(List.of(win, loss, win))).isEqualTo(win);
    assertThat(RatedPair.majority(List.of(loss, loss, tie))).isEqualTo(loss);
    assertThat(RatedPair.majority(List.of(win, loss))).isEqualTo(tie);
    assertThat(RatedPair.majority(List.of(win, win, loss, tie))).isEqualTo(tie);
    assertThat(RatedPair.majority(List.of())).isEqualTo(tie);
  }
}
