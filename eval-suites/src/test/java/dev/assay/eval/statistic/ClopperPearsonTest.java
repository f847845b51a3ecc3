package dev.assay.eval.statistic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClopperPearsonTest {
  /** {@code scipy.stats.beta.ppf}, scipy 1.17. */
  @ParameterizedTest
  @CsvSource({
    "3, 12, 0.025, 0.0433120051058366, 0.48089113380685305",
    "0, 3, 0.05, 0, 0.6315968501359615",
    "7, 0, 0.025, 0.5903836027749966, 1",
    "1, 1, 0.05, 0.025320565519103666, 0.9746794344808963"
  })
  void isTheBetaDistributionsQuantiles(
      int hits, int misses, double tail, double lower, double upper) {
    Interval bounds = ClopperPearson.bounds(hits, misses, tail);
    assertThat(bounds.lower()).isCloseTo(lower, within(1e-12));
    assertThat(bounds.upper()).isCloseTo(upper, within(1e-12));
  }

  @Test
  void hitsAndMissesAreEachOthersMirror() {
    for (int hits = 0; hits < 20; hits++) {
      for (int misses = 0; misses < 20; misses++) {
        Interval one = ClopperPearson.bounds(hits, misses, 0.025);
        Interval other = ClopperPearson.bounds(misses, hits, 0.025);
        assertThat(1 - one.lower()).isEqualTo(other.upper());
      }
    }
  }
}
