package dev.assay.core.model;

/**
 * How RoPE turns a head: pair d, of dimensions d and d + dimensions/2, by position · f(d), f(d) =
 * scaling(theta^(−2d/dimensions)).
 *
 * @param dimensions leading dimensions of a head that turn, an even number
 * @param theta base of the frequencies
 * @param scaling what a model that was stretched to longer texts makes of them
 */
public record Rotary(int dimensions, double theta, RotaryScaling scaling) {

  /** Unscaled. */
  public static Rotary of(int dimensions, double theta) {
    return new Rotary(dimensions, theta, new RotaryScaling.None());
  }

  /**
   * f(d) in radians per position, for d in [0, dimensions/2), in float32 steps as the originals
   * compute them (transformers, modeling_rope_utils.py; recurrentgemma/torch/modules.py).
   * StrictMath, because Math.pow may differ between JDKs and processors.
   */
  float[] frequencies() {
    float[] frequencies = new float[dimensions / 2];
    for (int d = 0; d < frequencies.length; d++) {
      double exponent = 2.0 * d / dimensions;
      frequencies[d] = scaling.of(d, (float) (1.0 / StrictMath.pow(theta, exponent)));
    }
    return frequencies;
  }
}
