package dev.assay.core.kernel;

/**
 * exp and what is made of it, as float32 polynomials of correctly rounded operations, so that
 * scalar and vector code agree to the bit on every processor and JDK.
 *
 * <p>x = n·ln 2 + r with |r| ≤ ln 2 / 2; exp(r) − 1 = r + r²·g(r), g of degree 5 (the Taylor
 * coefficients: the remainder is 5e-9); exp(x) = 2ⁿ·exp(r). Relative errors, over the whole range:
 * exp, sigmoid 1.5e-7, expm1 2e-7, tanh 3e-7 (measured by PolynomialsTest). NaN gives NaN.
 */
final class Polynomials {
  /** Below this, exp is +0. */
  static final float LOWEST = -87f;

  /** Above this, exp stays what it is here: 1.65e38. */
  static final float HIGHEST = 88f;

  static final float LOG2_E = 1.44269504f;

  /** 1.5·2²³: added to a small number it leaves the nearest integer in the lowest bits. */
  static final float MAGIC = 12_582_912f;

  static final float LN2_HIGH = 0.693359375f;
  static final float LN2_LOW = -2.12194440e-4f;
  static final int ONE_BITS = 0x3F800000;
  static final int EXPONENT_SHIFT = 23;

  static final float G0 = 0.5f;
  static final float G1 = 1f / 6;
  static final float G2 = 1f / 24;
  static final float G3 = 1f / 120;
  static final float G4 = 1f / 720;
  static final float G5 = 1f / 5040;

  /** 2·√(2/π), and that times 0.044715: gelu_tanh(x) = x·sigmoid(x·(LINEAR + CUBIC·x²)). */
  static final float GELU_LINEAR = 1.5957691f;

  static final float GELU_CUBIC = 0.071354814f;

  private Polynomials() {}

  static float exp(float x) {
    float low = x > HIGHEST ? HIGHEST : x;
    float shifted = Math.fma(low, LOG2_E, MAGIC);
    float n = shifted - MAGIC;
    float r = Math.fma(n, -LN2_LOW, Math.fma(n, -LN2_HIGH, low));
    float scale = powerOfTwo(shifted);
    float value = (1f + exponential(r)) * scale;
    return x < LOWEST ? 0f : value;
  }

  static float expm1(float x) {
    float low = x > HIGHEST ? HIGHEST : x;
    float in = low < LOWEST ? LOWEST : low;
    float shifted = Math.fma(in, LOG2_E, MAGIC);
    float n = shifted - MAGIC;
    float r = Math.fma(n, -LN2_LOW, Math.fma(n, -LN2_HIGH, in));
    float scale = powerOfTwo(shifted);
    return Math.fma(scale, exponential(r), scale - 1f);
  }

  static float sigmoid(float x) {
    return 1f / (1f + exp(-x));
  }

  static float tanh(float x) {
    float e = expm1(x + x);
    return e / (e + 2f);
  }

  static float gelu(float x) {
    float inner = x * Math.fma(x * x, GELU_CUBIC, GELU_LINEAR);
    return x / (1f + exp(-inner));
  }

  static float silu(float x) {
    return x / (1f + exp(-x));
  }

  /** exp(r) − 1 for |r| ≤ ln 2 / 2. */
  private static float exponential(float r) {
    float g = Math.fma(G5, r, G4);
    g = Math.fma(g, r, G3);
    g = Math.fma(g, r, G2);
    g = Math.fma(g, r, G1);
    g = Math.fma(g, r, G0);
    return Math.fma(r * r, g, r);
  }

  private static float powerOfTwo(float shifted) {
    int bits = (Float.floatToRawIntBits(shifted) << EXPONENT_SHIFT) + ONE_BITS;
    return Float.intBitsToFloat(bits);
  }
}
