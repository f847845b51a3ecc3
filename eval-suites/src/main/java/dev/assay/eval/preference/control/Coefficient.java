package dev.assay.eval.preference.control;

import dev.assay.eval.statistic.Interval;

/**
 * One of a fit.
 *
 * @param standardError cluster-robust
 */
public record Coefficient(double value, double standardError) {
  /** value ± z·standard error. */
  public Interval interval() {
    return Interval.normal(value, standardError);
  }
}
