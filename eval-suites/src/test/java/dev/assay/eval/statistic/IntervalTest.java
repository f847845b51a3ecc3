package dev.assay.eval.statistic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.assay.eval.comparison.MeanEstimate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IntervalTest {

  /** {@code scipy.stats.binomtest(k, n).proportion_ci(0.95, method='wilson')}, scipy 1.17.1. */
  @ParameterizedTest
  @CsvSource({
    "187, 300, 0.5672684321681708, 0.6762796349297745",
    "0, 20, 0.0, 0.16112515805281935",
    "20, 20, 0.8388748419471808, 1.0",
    "3, 7, 0.1582198552514697, 0.7495416354723428"
  })
  void ofSharesIsWilsons(int hits, int n, double lower, double upper) {
    double[] values = new double[n];
    for (int i = 0; i < hits; i++) {
      values[i] = 1;
    }
    Interval interval = MeanEstimate.ofScores(values).interval();
    assertThat(interval.lower()).isCloseTo(lower, within(1e-14));
    assertThat(interval.upper()).isCloseTo(upper, within(1e-14));
  }

  /** The bounds are the shares from which the measured one lies z standard deviations away. */
  @Test
  void boundsSolveWilsonsEquation() {
    for (int n = 1; n < 60; n++) {
      for (int hits = 0; hits <= n; hits++) {
        double share = (double) hits / n;
        Interval interval = Interval.wilson(share, n);
        for (double bound : new double[] {interval.lower(), interval.upper()}) {
          double deviation = Math.sqrt(bound * (1 - bound) / n);
          assertThat(Math.abs(share - bound))
              .isCloseTo(1.959963984540054 * deviation, within(1e-7));
        }
        assertThat(interval.contains(share)).isTrue();
      }
    }
  }
}
