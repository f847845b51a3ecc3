package dev.assay.eval.completion;

import java.util.List;

/**
 * A completion as one filter leaves it.
 *
 * @param filter its name
 * @param answer the text that is scored
 * @param values one per metric of the task, in its order
 */
public record FilteredCompletion(String filter, String answer, List<MetricValue> values) {
  public FilteredCompletion {
    values = List.copyOf(values);
  }
}
