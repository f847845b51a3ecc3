package dev.assay.core.sampling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.assay.core.error.AssayException;
import dev.assay.core.kernel.KernelProvider;
import dev.assay.core.kernel.Kernels;
import dev.assay.core.kernel.Rows;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SamplerTest {
  private static final float[] LOGITS = {0f, 1f, 2f, -1f, 2f};

  private final Kernels kernels = KernelProvider.named("plain");

  @Test
  void greedyTakesTheLowestOfTheMostProbable() {
    Sampler sampler = new Sampler(Sampling.GREEDY, new int[0]);
    assertThat(sampler.takesMostProbable()).isTrue();
    assertThat(choose(sampler, LOGITS)).isEqualTo(2);
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.5, 1, 2})
  void drawsAreAsFrequentAsTheirProbabilities(double temperature) {
    int draws = 20_000;
    int[] counts = new int[LOGITS.length];
    Sampler sampler = new Sampler(new Sampling(temperature, 0, 1, 0, 1, 42), new int[0]);
    for (int i = 0; i < draws; i++) {
      counts[choose(sampler, LOGITS)]++;
    }
    double sum =
        IntStream.range(0, LOGITS.length).mapToDouble(i -> Math.exp(LOGITS[i] / temperature)).sum();
    for (int i = 0; i < LOGITS.length; i++) {
      double probability = Math.exp(LOGITS[i] / temperature) / sum;
      double deviation = Math.sqrt(probability * (1 - probability) / draws);
      assertThat((double) counts[i] / draws).isCloseTo(probability, within(5 * deviation));
    }
  }

  @Test
  void theSameSeedDrawsTheSameAndNeighbouringSeedsDoNot() {
    int[][] drawn = new int[3][200];
    for (int run = 0; run < drawn.length; run++) {
      Sampler sampler = new Sampler(new Sampling(1, 0, 1, 0, 1, 5 + run / 2), new int[0]);
      for (int i = 0; i < drawn[run].length; i++) {
        drawn[run][i] = choose(sampler, LOGITS);
      }
    }
    assertThat(drawn[1]).isEqualTo(drawn[0]);
    assertThat(drawn[2]).isNotEqualTo(drawn[0]);
  }

  @Test
  void whatWasSaidIsPenalized() {
    Sampler sampler = new Sampler(new Sampling(0, 0, 1, 0, 2.5, 0), new int[] {2});
    assertThat(sampler.takesMostProbable()).isFalse();
    // 2 has 0.8 left; 4 is said, then 1, then 4 and 2 have 0.8 and 1 has 0.4.
    assertThat(choose(sampler, LOGITS)).isEqualTo(4);
    assertThat(choose(sampler, LOGITS)).isEqualTo(1);
    assertThat(choose(sampler, LOGITS)).isEqualTo(2);
  }

  @Test
  void aPenaltyLowersWhatIsNegative() {
    Sampler sampler = new Sampler(new Sampling(0, 0, 1, 0, 4, 0), new int[] {0});
    assertThat(choose(sampler, new float[] {-1f, -3f})).isEqualTo(1);
  }

  @Test
  void theLeastTemperatureStaysFinite() {
    Sampler sampler = new Sampler(new Sampling(1e-6, 0, 1, 0, 1, 1), new int[0]);
    assertThat(choose(sampler, new float[] {1e6f, 2e6f, -1e6f})).isEqualTo(1);
  }

  @Test
  void numbersOutsideTheirBoundsAreRefused() {
    assertThatThrownBy(() -> new Sampling(-1, 0, 1, 0, 1, 0))
        .isInstanceOfSatisfying(
            AssayException.class, e -> assertThat(e.code()).isEqualTo("invalid_parameter"))
        .hasMessageContaining("temperature is -1.0");
    assertThatThrownBy(() -> new Sampling(1e-9, 0, 1, 0, 1, 0)).hasMessageContaining("0, or");
    assertThatThrownBy(() -> new Sampling(Double.NaN, 0, 1, 0, 1, 0)).hasMessageContaining("NaN");
    assertThatThrownBy(() -> new Sampling(1, -1, 1, 0, 1, 0)).hasMessageContaining("top_k");
    assertThatThrownBy(() -> new Sampling(1, 0, 0, 0, 1, 0)).hasMessageContaining("top_p");
    assertThatThrownBy(() -> new Sampling(1, 0, 1, 2, 1, 0)).hasMessageContaining("min_p");
    assertThatThrownBy(() -> new Sampling(1, 0, 1, 0, 0, 0)).hasMessageContaining("repetition");
  }

  private int choose(Sampler sampler, float[] logits) {
    Rows row = new Rows(logits.clone(), 0, logits.length, logits.length);
    Rows weights = new Rows(new float[logits.length], 0, logits.length, logits.length);
    return sampler.choose(kernels, row, weights);
  }
}
