package dev.assay.eval.metric;

import java.util.List;

/**
 * One item after one filter.
 *
 * @param filter its name
 * @param filtered what it left of the completions; empty where none were asked for
 * @param values one per metric of the task, in its order
 * @param picked index of the choice with the greatest log-likelihood, the first of equals; null
 *     where there are no choices
 * @param ties choices that share the greatest log-likelihood, less one
 */
public record ItemScores(
    String filter, List<String> filtered, List<MetricValue> values, Integer picked, int ties) {
  public ItemScores {
    filtered = List.copyOf(filtered);
    values = List.copyOf(values);
  }
}
