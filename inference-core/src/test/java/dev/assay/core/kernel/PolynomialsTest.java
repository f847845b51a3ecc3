package dev.assay.core.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;

class PolynomialsTest {
  /** A scalar function in float32. */
  private interface FloatFunction {
    float of(float x);
  }

  @Test
  void expIsWithinItsErrorOverItsWholeRange() {
    assertThat(worstRelative(Polynomials::exp, StrictMath::exp, -86.9f, 87.9f)).isLessThan(2e-7);
  }

  @Test
  void expm1KeepsItsRelativeErrorNearZero() {
    assertThat(worstRelative(Polynomials::expm1, StrictMath::expm1, -20f, 80f)).isLessThan(2e-7);
    assertThat(worstRelative(Polynomials::expm1, StrictMath::expm1, -1e-3f, 1e-3f))
        .isLessThan(2e-7);
  }

  @Test
  void sigmoidIsWithinItsError() {
    assertThat(worstRelative(Polynomials::sigmoid, x -> 1 / (1 + StrictMath.exp(-x)), -80f, 80f))
        .isLessThan(2e-7);
  }

  @Test
  void tanhIsWithinItsErrorNearZeroAndFarFromIt() {
    assertThat(worstRelative(Polynomials::tanh, StrictMath::tanh, -50f, 50f)).isLessThan(3e-7);
    assertThat(worstRelative(Polynomials::tanh, StrictMath::tanh, -1e-2f, 1e-2f)).isLessThan(3e-7);
  }

  @Test
  void geluAgreesWithItsDefinition() {
    double root = StrictMath.sqrt(2 / StrictMath.PI);
    DoubleUnaryOperator gelu =
        x -> 0.5 * x * (1 + StrictMath.tanh(root * (x + 0.044715 * x * x * x)));
    for (float x = -8f; x < 8f; x += 0.0007f) {
      assertThat((double) Polynomials.gelu(x))
          .isCloseTo(gelu.applyAsDouble(x), org.assertj.core.api.Assertions.within(1e-6));
    }
  }

  @Test
  void extremesAreWhatTheyShouldBe() {
    assertThat(Float.floatToRawIntBits(Polynomials.exp(-87.5f))).isZero();
    assertThat(Float.floatToRawIntBits(Polynomials.exp(Float.NEGATIVE_INFINITY))).isZero();
    assertThat(Polynomials.exp(0f)).isEqualTo(1f);
    assertThat(Polynomials.exp(1e9f)).isEqualTo(Polynomials.exp(88f));
    assertThat(Polynomials.expm1(0f)).isZero();
    assertThat(Polynomials.expm1(-1e9f)).isEqualTo(-1f);
    assertThat(Polynomials.tanh(1e9f)).isEqualTo(1f);
    assertThat(Polynomials.tanh(-1e9f)).isEqualTo(-1f);
    assertThat(Polynomials.exp(Float.NaN)).isNaN();
    assertThat(Polynomials.expm1(Float.NaN)).isNaN();
    assertThat(Polynomials.tanh(Float.NaN)).isNaN();
    assertThat(Polynomials.gelu(Float.NaN)).isNaN();
    assertThat(Polynomials.exp(Float.intBitsToFloat(0x7fc00123))).as("any NaN").isNaN();
  }

  private static double worstRelative(
      FloatFunction actual, DoubleUnaryOperator exact, float from, float to) {
    double worst = 0;
    int steps = 400_000;
    for (int i = 0; i <= steps; i++) {
      float x = from + (to - from) * i / steps;
      double wanted = exact.applyAsDouble(x);
      if (wanted != 0) {
        worst = Math.max(worst, Math.abs(actual.of(x) - wanted) / Math.abs(wanted));
      }
    }
    return worst;
  }
}
