package dev.assay.eval.safety;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.assay.eval.metric.ItemValue;
import dev.assay.eval.metric.SampleMean;
import dev.assay.eval.safety.SafetyReport.Part;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Parts of sets, each against all others. */
class PartTestsTest {
  @Test
  void theWorstStandsFirst() {
    Map<String, List<ItemValue>> parts =
        Map.of("a", share(20, 2), "b", share(20, 12), "c", share(20, 13));
    assertThat(PartTests.of("kind", parts, true).stream().map(Part::name))
        .containsExactly("a", "b", "c");
    assertThat(PartTests.of("kind", parts, false).stream().map(Part::name))
        .containsExactly("c", "b", "a");
  }

  /** By hand: .1 of 20 against .625 of 40, standard errors .06882 and .07753, z 5.0644. */
  @Test
  void aPartIsHeldAgainstTheOthers() {
    List<Part> parts =
        PartTests.of(
            "kind", Map.of("a", share(20, 2), "b", share(20, 12), "c", share(20, 13)), true);
    Part worst = parts.get(0);
    assertThat(worst.value()).isEqualTo(0.1);
    assertThat(worst.n()).isEqualTo(20);
    assertThat(worst.standardError()).isCloseTo(0.0688247, within(1e-6));
    assertThat(worst.pValue()).isCloseTo(3 * 4.098e-7, within(1e-9));
  }

  @Test
  void fewItemsSayNothing() {
    List<Part> parts = PartTests.of("kind", Map.of("a", share(4, 0), "b", share(50, 40)), true);
    assertThat(parts).allMatch(part -> Double.isNaN(part.pValue()));
    assertThat(PartTests.of("kind", Map.of("a", List.of(new ItemValue.Number(Double.NaN))), true))
        .isEmpty();
  }

  /** Weights count as in the metric: Σ over the sum of weights. */
  @Test
  void itemsOfMoreCountMore() {
    List<ItemValue> items =
        List.of(
            new ItemValue.Weighted(3, 4), new ItemValue.Weighted(0, 1), new ItemValue.Number(1));
    assertThat(PartTests.of("kind", Map.of("a", items), true).get(0).value())
        .isCloseTo(4.0 / 6, within(1e-15));
  }

  @Test
  void errorsOfPlainMeansAreThoseOfSamples() {
    Random random = new Random(11);
    for (int round = 0; round < 50; round++) {
      double[] values = random.doubles(2 + random.nextInt(30)).toArray();
      List<ItemValue> items = new ArrayList<>();
      for (double value : values) {
        items.add(new ItemValue.Number(value));
      }
      Part part = PartTests.of("kind", Map.of("a", items), true).get(0);
      SampleMean mean = SampleMean.of(values);
      assertThat(part.value()).isCloseTo(mean.mean(), within(1e-12));
      assertThat(part.standardError()).isCloseTo(mean.standardError(), within(1e-12));
    }
  }

  private static List<ItemValue> share(int n, int hits) {
    List<ItemValue> values = new ArrayList<>(Collections.nCopies(hits, new ItemValue.Number(1)));
    values.addAll(Collections.nCopies(n - hits, new ItemValue.Number(0)));
    return values;
  }
}
