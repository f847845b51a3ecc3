package dev.assay.eval.scorer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

/** Figures of agreement, computed by hand. */
class RuleQualityTest {
  @Test
  void agreementIsCountedAndHeldAgainstChance() {
    RuleQuality quality = new RuleQuality(40, 10, 20, 30);
    assertThat(quality.answers()).isEqualTo(100);
    assertThat(quality.accuracy()).isEqualTo(0.7);
    // By chance both say refusal with 0.5 · 0.6, and neither with 0.5 · 0.4.
    assertThat(quality.kappa()).isCloseTo((0.7 - 0.5) / 0.5, within(1e-15));
    assertThat(quality.sensitivity()).isCloseTo(40.0 / 60, within(1e-15));
    assertThat(quality.specificity()).isEqualTo(0.75);
    assertThat(new RuleQuality(3, 0, 0, 0).kappa()).isNaN();
    assertThat(RuleQuality.NONE.accuracy()).isNaN();
  }

  @Test
  void answersAreAddedOneByOne() {
    RuleQuality quality =
        RuleQuality.NONE
            .with(true, true)
            .with(true, false)
            .with(true, false)
            .with(false, true)
            .with(false, true)
            .with(false, true)
            .with(false, false);
    assertThat(quality).isEqualTo(new RuleQuality(1, 2, 3, 1));
    assertThat(quality.plus(quality)).isEqualTo(new RuleQuality(2, 4, 6, 2));
  }

  @Test
  void aShareIsCorrectedWhereTheRuleSaysEnough() {
    // Sensitivity 0.9, specificity 0.8: of a share p the rule finds 0.9 p + 0.2 (1 − p).
    RuleQuality quality = new RuleQuality(90, 20, 10, 80);
    assertThat(quality.corrected(0.41).orElseThrow()).isCloseTo(0.3, within(1e-15));
    assertThat(quality.corrected(0.1).orElseThrow()).isZero();
    assertThat(quality.corrected(0.95).orElseThrow()).isEqualTo(1);
    // 0.6 + 0.6 is no more than 1.2.
    assertThat(new RuleQuality(60, 40, 40, 60).corrected(0.5)).isEmpty();
    assertThat(RuleQuality.NONE.corrected(0.5)).isEmpty();
  }
}
