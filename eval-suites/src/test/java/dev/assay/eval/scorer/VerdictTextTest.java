package dev.assay.eval.scorer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Verdicts of texts that judges wrote. */
class VerdictTextTest {
  @Test
  void theLastVerdictCounts() {
    assertThat(VerdictText.firstShown("A is shorter.\nVerdict: A")).hasValue(1);
    assertThat(VerdictText.firstShown("**Verdict:** b")).hasValue(0);
    assertThat(VerdictText.firstShown("Verdict: tie.")).hasValue(0.5);
    assertThat(VerdictText.firstShown("Verdict: A\nno, wait\n  verdict : B\n")).hasValue(0);
  }

  /** FastChat takes the first A, wherever it stands: an answer that is quoted would win. */
  @Test
  void bracketsCountWhereNoLineSaysIt() {
    assertThat(VerdictText.firstShown("It says [[A]], but [[B]]")).hasValue(0);
    assertThat(VerdictText.firstShown("[[C]]")).hasValue(0.5);
    assertThat(VerdictText.firstShown("[[A]]\nVerdict: B")).hasValue(0);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "A", "The verdict is A", "Verdict:", "Verdict: Ample", "[[D]]", "[A]"})
  void othersSayNothing(String text) {
    assertThat(VerdictText.firstShown(text)).isEqualTo(OptionalDouble.empty());
  }
}
