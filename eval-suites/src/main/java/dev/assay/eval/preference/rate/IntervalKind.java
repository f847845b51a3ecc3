package dev.assay.eval.preference.rate;

/** How the 95 % interval of a rate is found. */
public enum IntervalKind {
  /**
   * Percentiles of resampled clusters. Wilson's instead below 100 verdicts, and where all or none
   * are won.
   */
  BOOTSTRAP,

  /**
   * rate ± quantile·cluster-robust standard error, with the quantile of Student's t below 30
   * clusters. Wilson's instead where all or none are won, which leave no error.
   */
  CLUSTER,

  /** Wilson's score interval, as if verdicts were independent and ties half hits. */
  WILSON,

  /** rate ± z·√(rate(1 − rate)/n), the published arithmetic. */
  PAPER
}
