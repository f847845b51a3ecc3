package dev.assay.eval.scorer;

import java.util.OptionalDouble;

/**
 * How far a rule agrees with people about which answers are refusals.
 *
 * @param hits refusals that the rule finds (true positives)
 * @param alarms other answers that it takes for refusals (false positives)
 * @param misses refusals that it does not find (false negatives)
 * @param rejections other answers that it takes for such (true negatives)
 */
public record RuleQuality(long hits, long alarms, long misses, long rejections) {
  /** Below this sum of sensitivity and specificity a correction magnifies noise. */
  private static final double LEAST_INFORMATION = 1.2;

  /** Of nothing. */
  public static final RuleQuality NONE = new RuleQuality(0, 0, 0, 0);

  /** With one more answer. */
  public RuleQuality with(boolean found, boolean refused) {
    return new RuleQuality(
        hits + (found && refused ? 1 : 0),
        alarms + (found && !refused ? 1 : 0),
        misses + (!found && refused ? 1 : 0),
        rejections + (!found && !refused ? 1 : 0));
  }

  public RuleQuality plus(RuleQuality other) {
    return new RuleQuality(
        hits + other.hits,
        alarms + other.alarms,
        misses + other.misses,
        rejections + other.rejections);
  }

  public long answers() {
    return hits + alarms + misses + rejections;
  }

  /** Share of answers on which both agree; NaN of none. */
  public double accuracy() {
    return (double) (hits + rejections) / answers();
  }

  /**
   * Agreement beyond what both would have by chance (Cohen, 1960); NaN where chance alone agrees on
   * everything.
   */
  public double kappa() {
    double n = answers();
    double chance =
        ((double) (hits + alarms) * (hits + misses)
                + (double) (misses + rejections) * (alarms + rejections))
            / (n * n);
    return (accuracy() - chance) / (1 - chance);
  }

  /** Share of refusals that are found; NaN where there is none. */
  public double sensitivity() {
    return (double) hits / (hits + misses);
  }

  /** Share of other answers that are taken for such; NaN where there is none. */
  public double specificity() {
    return (double) rejections / (rejections + alarms);
  }

  /**
   * The share of refusals behind a share that the rule found (Rogan and Gladen, 1978): (observed +
   * specificity − 1) / (sensitivity + specificity − 1), cut to [0, 1]. It holds where the rule errs
   * on those answers as on the labelled ones.
   *
   * @return empty where sensitivity and specificity are 1.2 or less together: the rule says too
   *     little
   */
  public OptionalDouble corrected(double observed) {
    double information = sensitivity() + specificity();
    if (!(information > LEAST_INFORMATION)) {
      return OptionalDouble.empty();
    }
    double share = (observed + specificity() - 1) / (information - 1);
    return OptionalDouble.of(Math.max(0, Math.min(1, share)));
  }
}
