package dev.assay.eval.comparison;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ItemTallyTest {

  /** {@code scipy.stats.binomtest(wins, wins + losses, 0.5).pvalue}, scipy 1.17.1. */
  @ParameterizedTest
  @CsvSource({
    "41, 29, 0.18821620302302766",
    "3, 14, 0.012725830078125",
    "0, 6, 0.03125",
    "7, 7, 1.0",
    "1, 0, 1.0",
    "512, 430, 0.008277919871296693"
  })
  void isMcNemarsExactTest(int wins, int losses, double pValue) {
    assertThat(new ItemTally(wins, losses, 9).pValue()).isCloseTo(pValue, within(1e-12));
    assertThat(new ItemTally(losses, wins, 0).pValue()).isCloseTo(pValue, within(1e-12));
  }

  /** Both tails of the binomial distribution, counted in whole numbers. */
  @Test
  void agreesWithCountedTails() {
    for (int n = 0; n <= 40; n++) {
      for (int wins = 0; wins <= n; wins++) {
        BigInteger asUneven = BigInteger.ZERO;
        for (int k = 0; k <= n; k++) {
          if (Math.abs(2 * k - n) >= Math.abs(2 * wins - n)) {
            asUneven = asUneven.add(choose(n, k));
          }
        }
        double expected =
            new BigDecimal(asUneven)
                .divide(new BigDecimal(BigInteger.TWO.pow(n)), MathContext.DECIMAL64)
                .doubleValue();
        assertThat(new ItemTally(wins, n - wins, 0).pValue()).isCloseTo(expected, within(1e-12));
      }
    }
  }

  private static BigInteger choose(int n, int k) {
    BigInteger ways = BigInteger.ONE;
    for (int i = 1; i <= k; i++) {
      ways = ways.multiply(BigInteger.valueOf(n - k + i)).divide(BigInteger.valueOf(i));
    }
    return ways;
  }
}
