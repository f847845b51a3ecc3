package dev.assay.eval.statistic;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ExactSumTest {
  /** Against decimal fractions of any length, which hold every double exactly. */
  @Test
  void isTheExactSumRoundedOnce() {
    Random random = new Random(5);
    for (int round = 0; round < 3000; round++) {
      double[] terms = new double[1 + random.nextInt(40)];
      Arrays.setAll(terms, i -> Math.scalb(random.nextGaussian(), random.nextInt(160) - 80));
      if (round % 3 == 0) {
        Arrays.setAll(terms, i -> Math.scalb(random.nextInt(3) - 1, random.nextInt(4) * 53 - 53));
      }
      BigDecimal exact = BigDecimal.ZERO;
      for (double term : terms) {
        exact = exact.add(new BigDecimal(term));
      }
      assertThat(ExactSum.of(terms)).isEqualTo(exact.doubleValue());
      assertThat(ExactSum.of(Arrays.stream(terms).map(x -> -x).toArray()))
          .isEqualTo(-exact.doubleValue());
    }
    assertThat(ExactSum.of(new double[0])).isZero();
  }
}
