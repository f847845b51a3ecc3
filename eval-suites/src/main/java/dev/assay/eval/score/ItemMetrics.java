package dev.assay.eval.score;

import dev.assay.eval.task.Metric;

/**
 * The metrics of one scored item.
 *
 * @param acc 1 where the most probable choice is the right one, else 0
 * @param accNorm the same by code points
 * @param accBytes the same by UTF-8 bytes
 * @param picked index of the most probable choice, the first of equals
 * @param ties choices that share the greatest log-likelihood, less one
 */
public record ItemMetrics(double acc, double accNorm, double accBytes, int picked, int ties) {

  public double value(Metric metric) {
    return switch (metric) {
      case ACC -> acc;
      case ACC_NORM -> accNorm;
      case ACC_BYTES -> accBytes;
    };
  }
}
