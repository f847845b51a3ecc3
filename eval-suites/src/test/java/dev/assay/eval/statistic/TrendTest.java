package dev.assay.eval.statistic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class TrendTest {
  /** S = 45 of ten rising values, variance 125: z = 44/√125 = 3.9355, p = 8.3031e-5. */
  @Test
  void risingValuesHaveASlopeAndHardlyAChance() {
    double[] rising = new double[10];
    for (int i = 0; i < rising.length; i++) {
      rising[i] = 3 + 0.5 * i;
    }
    Trend trend = Trend.of(rising).orElseThrow();
    assertThat(trend.slope()).isEqualTo(0.5);
    assertThat(trend.probability()).isCloseTo(8.303070332644974e-5, within(1e-12));
  }

  /** Ties take from the variance: of 1 1 2 2, S = 4, variance (4·3·13 − 2·2·1·9)/18 = 6.667. */
  @Test
  void tiesCountAsNothing() {
    Trend trend = Trend.of(new double[] {1, 1, 2, 2}).orElseThrow();
    // Between 1/3 and 1/2, of 0, 0, 1/3, 1/2, 1/2, 1.
    assertThat(trend.slope()).isCloseTo(5.0 / 12, within(1e-15));
    assertThat(trend.probability())
        .isCloseTo(2 * Distributions.normal(-3 / Math.sqrt(20.0 / 3)), within(1e-15));
    assertThat(Trend.of(new double[] {5, 5, 5}).orElseThrow()).isEqualTo(new Trend(0, 1));
  }

  @Test
  void oneWildValueDoesNotTurnTheSlope() {
    assertThat(Trend.of(new double[] {1, 2, 300, 4, 5, 6, 7}).orElseThrow().slope()).isEqualTo(1);
    assertThat(Trend.of(new double[] {1, 2})).isEmpty();
  }
}
