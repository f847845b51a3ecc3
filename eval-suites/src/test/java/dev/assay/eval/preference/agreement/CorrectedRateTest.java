package dev.assay.eval.preference.agreement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.assay.eval.preference.agreement.CorrectedRate.Scored;
import dev.assay.eval.statistic.Interval;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Random;
import org.junit.jupiter.api.Test;

class CorrectedRateTest {
  /** People prefer the candidate in 0.4 of pairs; the judge says so too, and of 0.3 of the rest. */
  private static List<Scored> drawn(Random random, int prompts, int rated) {
    List<Scored> pairs = new ArrayList<>();
    for (int prompt = 0; prompt < prompts; prompt++) {
      double people = random.nextDouble() < 0.4 ? 1 : 0;
      double judge = people == 1 || random.nextDouble() < 0.3 ? 1 : 0;
      pairs.add(
          new Scored(
              "p" + prompt,
              judge,
              prompt < rated ? OptionalDouble.of(people) : OptionalDouble.empty()));
    }
    return pairs;
  }

  @Test
  void isTheDefinition() {
    List<Scored> pairs =
        List.of(
            new Scored("a", 1, OptionalDouble.of(0.5)),
            new Scored("b", 0, OptionalDouble.of(0)),
            new Scored("c", 1, OptionalDouble.empty()),
            new Scored("d", 0.5, OptionalDouble.empty()));
    CorrectedRate rate = CorrectedRate.of(pairs).orElseThrow();
    assertThat(rate.judgeRate()).isEqualTo(0.625);
    assertThat(rate.correction()).isEqualTo(-0.25);
    assertThat(rate.rate()).isEqualTo(0.375);
    assertThat(rate.pairs()).isEqualTo(4);
    assertThat(rate.rated()).isEqualTo(2);
    // Variances with n − 1: of 1, 0, 1, ½ and of −½, 0.
    double variance = 0.6875 / 3 / 4 + 0.125 / 2;
    assertThat(rate.standardError().orElseThrow()).isCloseTo(Math.sqrt(variance), within(1e-12));
    assertThat(rate.hasEnoughRated()).isFalse();
    assertThat(CorrectedRate.of(pairs.subList(2, 4))).isEmpty();
    CorrectedRate one = CorrectedRate.of(pairs.subList(0, 1)).orElseThrow();
    assertThat(one.standardError()).isEmpty();
    assertThat(one.interval()).isEmpty();
  }

  /** The judge is 18 points off; corrected it holds the true rate as often as it says. */
  @Test
  void isUnbiasedWhateverTheJudge() {
    Random random = new Random(17);
    int held = 0;
    double sum = 0;
    int sets = 1000;
    for (int set = 0; set < sets; set++) {
      CorrectedRate rate = CorrectedRate.of(drawn(random, 600, 150)).orElseThrow();
      assertThat(rate.judgeRate()).isGreaterThan(0.45);
      sum += rate.rate();
      held += rate.interval().orElseThrow().contains(0.4) ? 1 : 0;
    }
    assertThat(sum / sets).isCloseTo(0.4, within(0.006));
    assertThat((double) held / sets).isBetween(0.93, 0.985);
  }

  @Test
  void ratingsOfOnePromptAreOneCluster() {
    List<Scored> pairs = drawn(new Random(2), 200, 120);
    List<Scored> twice = new ArrayList<>(pairs);
    twice.addAll(pairs);
    CorrectedRate one = CorrectedRate.of(pairs).orElseThrow();
    CorrectedRate two = CorrectedRate.of(twice).orElseThrow();
    assertThat(two.standardError().orElseThrow())
        .isCloseTo(one.standardError().orElseThrow(), within(1e-12));
    Collections.shuffle(twice, new Random(1));
    assertThat(CorrectedRate.of(twice)).contains(two);
    Interval bounds = one.interval().orElseThrow();
    assertThat(bounds.contains(one.rate())).isTrue();
    assertThat(one.hasEnoughRated()).isTrue();
  }
}
