package dev.assay.eval.preference.strength;

import dev.assay.eval.statistic.ClusterBootstrap;
import java.util.Optional;

/**
 * How strengths are computed.
 *
 * @param prior half a win and half a loss of each model against one of strength 0: then strengths
 *     exist whatever the results
 * @param resamples refits for intervals and ranks; 0 for none
 * @param anchor a model whose Elo number is fixed
 */
public record StrengthOptions(
    StrengthMethod method, boolean prior, int resamples, long seed, Optional<Anchor> anchor) {
  private static final int REFITS = 1000;

  public static final StrengthOptions DEFAULT =
      new StrengthOptions(
          StrengthMethod.TIES_AS_HALF, false, REFITS, ClusterBootstrap.SEED, Optional.empty());

  /** A model and its Elo number. */
  public record Anchor(String model, double elo) {}

  public StrengthOptions {
    if (resamples < 0) {
      throw new IllegalArgumentException("resamples: " + resamples);
    }
  }

  /** By another method. */
  public StrengthOptions with(StrengthMethod other) {
    return new StrengthOptions(other, prior, resamples, seed, anchor);
  }

  /** With the prior. */
  public StrengthOptions withPrior() {
    return new StrengthOptions(method, true, resamples, seed, anchor);
  }

  /** With a model's Elo number fixed. */
  public StrengthOptions with(Anchor fixed) {
    return new StrengthOptions(method, prior, resamples, seed, Optional.of(fixed));
  }
}
