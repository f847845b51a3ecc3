package dev.assay.eval.preference.strength;

import dev.assay.eval.statistic.Interval;
import java.util.Optional;

/**
 * One model's.
 *
 * @param strength natural logarithm of odds; all models' sum to 0
 * @param standardError by the likelihood, which takes contests for independent
 * @param interval by resampling prompts; empty where too few resamples have strengths
 * @param elo 1000 + 400/ln 10·strength, or by the anchor
 * @param rank from 1, the strongest
 * @param ranks 95 % of resamples lie within; empty as the interval is
 */
public record ModelStrength(
    String model,
    double strength,
    double standardError,
    Optional<Interval> interval,
    double elo,
    int rank,
    Optional<Ranks> ranks) {

  /** From the better to the worse. */
  public record Ranks(int best, int worst) {}
}
