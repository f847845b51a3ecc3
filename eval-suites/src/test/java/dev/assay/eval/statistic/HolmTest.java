package dev.assay.eval.statistic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.assay.core.testing.SharedFolder;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** Against statsmodels' multipletests. */
class HolmTest {
  @Test
  void adjustsAsOthersDo() throws IOException {
    JsonNode cases =
        new ObjectMapper()
            .readTree(SharedFolder.path("goldens/statistics.json").toFile())
            .at("/multiple_comparisons/cases");
    assertThat(cases.size()).isPositive();
    for (JsonNode one : cases) {
      double[] adjusted = Holm.adjusted(numbers(one.get("p")));
      assertThat(adjusted).containsExactly(numbers(one.get("holm")), within(1e-12));
    }
  }

  @Test
  void whatWasNotTestedDoesNotCount() {
    assertThat(Holm.adjusted(new double[] {0.04, Double.NaN, 0.01}))
        .containsExactly(0.04, Double.NaN, 0.02);
    assertThat(Holm.adjusted(new double[0])).isEmpty();
  }

  private static double[] numbers(JsonNode array) {
    double[] numbers = new double[array.size()];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = array.get(i).doubleValue();
    }
    return numbers;
  }
}
