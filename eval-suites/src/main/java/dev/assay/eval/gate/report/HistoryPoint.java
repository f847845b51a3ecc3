package dev.assay.eval.gate.report;

import java.time.Instant;

/**
 * What one gate said of a line; a figure that it does not have is NaN.
 *
 * @param run the candidate
 * @param difference how much better it was
 * @param lower of the difference's 95 % interval
 */
public record HistoryPoint(
    Instant created,
    String gateId,
    String run,
    double candidate,
    double baseline,
    double difference,
    double lower,
    double upper,
    String status,
    String reason) {

  /**
   * The difference's interval around the candidate's value: its lower end, in the metric's own
   * direction.
   */
  double valueLower() {
    return candidate + (isTurned() ? difference - upper : lower - difference);
  }

  double valueUpper() {
    return candidate + (isTurned() ? difference - lower : upper - difference);
  }

  /** Lower values are better. */
  private boolean isTurned() {
    return (candidate - baseline) * difference < 0;
  }

  boolean hasInterval() {
    return Double.isFinite(lower) && Double.isFinite(upper) && !Double.isNaN(candidate);
  }
}
