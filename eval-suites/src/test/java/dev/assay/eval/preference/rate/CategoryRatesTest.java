package dev.assay.eval.preference.rate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.assay.eval.preference.Outcome;
import dev.assay.eval.preference.rate.CategoryRates.CategoryRate;
import dev.assay.eval.statistic.Interval;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class CategoryRatesTest {
  private static List<RatedOutcome> category(String name, int wins, int ties, int losses) {
    return WinRateTest.independent(wins, ties, losses).stream()
        .map(row -> RatedOutcome.of(name + row.prompt(), row.outcome()))
        .toList();
  }

  @Test
  void everyCategoryCountsOnceAndIsCalledBetterOnlyAfterHolm() {
    Map<String, List<RatedOutcome>> rows =
        Map.of(
            "writing", category("w", 180, 20, 20),
            "code", category("c", 21, 0, 9),
            "facts", category("f", 10, 0, 30),
            "empty", List.of());
    CategoryRates rates = CategoryRates.of(rows, RateOptions.DEFAULT).orElseThrow();
    assertThat(rates.categories())
        .extracting(CategoryRate::category)
        .containsExactly("code", "facts", "writing");
    assertThat(rates.rate()).isCloseTo((0.7 + 0.25 + 190 / 220.0) / 3, within(1e-12));
    CategoryRate code = rates.categories().get(0);
    CategoryRate facts = rates.categories().get(1);
    // Two-sided binomial tests 0.0428 of 21 : 9 and 0.0022 of 10 : 30, times 1 and 2.
    assertThat(code.signP()).isCloseTo(0.04277394525706769, within(1e-12));
    assertThat(facts.signP()).isCloseTo(2 * facts.rate().tally().signP(), within(1e-12));
    assertThat(code.isBetter()).isTrue();
    assertThat(facts.isWorse()).isTrue();
    assertThat(facts.isBetter()).isFalse();
    Interval bounds = rates.interval().orElseThrow();
    double error =
        Math.sqrt(
                rates.categories().stream()
                    .mapToDouble(one -> Math.pow(one.rate().clusterError().orElseThrow(), 2))
                    .sum())
            / 3;
    assertThat(bounds.upper() - bounds.lower()).isCloseTo(2 * 1.96 * error, within(0.1 * error));
    assertThat(bounds.contains(rates.rate())).isTrue();
  }

  @Test
  void neitherOrderNorNamesChangeABit() {
    Random random = new Random(2);
    Map<String, List<RatedOutcome>> rows = new HashMap<>();
    Map<String, List<RatedOutcome>> others = new HashMap<>();
    for (String name : List.of("a", "b", "c")) {
      List<RatedOutcome> some = WinRateTest.random(random, 60);
      rows.put(name, some);
      List<RatedOutcome> shuffled = new ArrayList<>(WinRateTest.reversed(some));
      Collections.shuffle(shuffled, random);
      others.put(name, shuffled);
    }
    RateOptions options = new RateOptions(IntervalKind.BOOTSTRAP, Weighing.PROMPTS, 300, 9);
    CategoryRates rates = CategoryRates.of(rows, options).orElseThrow();
    CategoryRates other = CategoryRates.of(others, options).orElseThrow();
    assertThat(other.rate()).isEqualTo(1 - rates.rate());
    Interval bounds = rates.interval().orElseThrow();
    assertThat(other.interval()).contains(new Interval(1 - bounds.upper(), 1 - bounds.lower()));
  }

  @Test
  void nothingIsNoRate() {
    assertThat(CategoryRates.of(Map.of(), RateOptions.DEFAULT)).isEmpty();
    assertThat(CategoryRates.of(Map.of("a", List.of()), RateOptions.DEFAULT)).isEmpty();
    CategoryRates one =
        CategoryRates.of(
                Map.of("a", List.of(RatedOutcome.of("p", Outcome.WIN))), RateOptions.DEFAULT)
            .orElseThrow();
    assertThat(one.rate()).isEqualTo(1);
    assertThat(one.interval()).isEmpty();
  }
}
