package dev.assay.eval.gate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.eval.gate.evidence.Correction;
import dev.assay.eval.statistic.SignTest;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * How often a gate of eight lines rings though nothing changed but which items are right, and how
 * often it sees what is there: the tables of docs/regress.md, by the tests that gates use.
 */
class AlphaCalibrationTest {
  private static final int GATES = 2000;
  private static final int LINES = 8;
  private static final int ITEMS = 1000;
  private static final double DISCORDANCE = 0.1;

  @ParameterizedTest
  @CsvSource({"HOLM, 0.05, 0.01", "HOLM, 0.01, 0.01", "HOLM, 0.05, 0"})
  void unchangedQualityRingsAtMostAlphaOften(Correction correction, double alpha, double effect) {
    double share = failing(correction, alpha, effect, 0);
    assertThat(share).isLessThanOrEqualTo(alpha + 2 * Math.sqrt(alpha * (1 - alpha) / GATES));
  }

  /** One line of eight is worse by what n = ((z + z)/δ)²(d − δ²) items show with power 0.8. */
  @ParameterizedTest
  @CsvSource({"NONE, 0.05, 0.0245, 0.72, 0.88"})
  void whatIsThereIsSeenAsOftenAsTheFormulaSays(
      Correction correction, double alpha, double worse, double least, double most) {
    double share = failing(correction, alpha, 0, worse);
    assertThat(share).isBetween(least, most);
  }

  /** Of gates whose lines are alike; where one is worse, of that line alone. */
  private static double failing(Correction correction, double alpha, double effect, double worse) {
    SplittableRandom random = new SplittableRandom(20);
    int failing = 0;
    for (int gate = 0; gate < GATES; gate++) {
      double[] p = new double[worse > 0 ? 1 : LINES];
      double[] difference = new double[p.length];
      for (int line = 0; line < p.length; line++) {
        int wins = 0;
        int losses = 0;
        for (int i = 0; i < ITEMS; i++) {
          double drawn = random.nextDouble();
          wins += drawn < (DISCORDANCE - worse) / 2 ? 1 : 0;
          losses += drawn >= (DISCORDANCE - worse) / 2 && drawn < DISCORDANCE ? 1 : 0;
        }
        p[line] = SignTest.oneSided(wins, losses);
        difference[line] = (double) (wins - losses) / ITEMS;
      }
      double[] adjusted = correction.adjusted(p);
      boolean fails = false;
      for (int line = 0; line < p.length; line++) {
        fails |= adjusted[line] <= alpha && difference[line] <= -effect && difference[line] < 0;
      }
      failing += fails ? 1 : 0;
    }
    return (double) failing / GATES;
  }
}
