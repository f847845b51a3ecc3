package dev.assay.eval.gate.report;

import dev.assay.eval.statistic.Trend;
import java.util.Optional;

/**
 * What a line's history says: information that gates nothing, for a value that is compared with
 * yesterday's alone can creep away.
 *
 * @param previous against the candidate that passed before; empty where there is none
 * @param trend over the latest candidates and this one; empty of fewer than three
 */
public record Drift(Optional<Previous> previous, Optional<Trend> trend) {
  /** Nothing is known. */
  public static final Drift NONE = new Drift(Optional.empty(), Optional.empty());

  /**
   * The candidate that passed before.
   *
   * @param value its value
   * @param difference how much better this candidate is
   * @param worse one-sided probability, not corrected
   */
  public record Previous(double value, double difference, double worse) {}
}
