package dev.assay.eval.gate;

import dev.assay.eval.filter.FilterDefinition;

/**
 * What a line is about; gates of one name tell their lines by it.
 *
 * @param task task or group
 * @param metric {@value #ANSWERS} where answers themselves are compared
 * @param filter {@code none} where answers are scored as they are
 * @param subset part of the items, {@code trait=value}; empty for all
 * @param mode what is asked
 */
public record LineName(String task, String metric, String filter, String subset, String mode) {
  /** The metric of lines that compare answers. */
  public static final String ANSWERS = "answers";

  /** {@code acc}, {@code exact_match[strict-match]}. */
  public String measured() {
    return metric
        + (filter.equals(FilterDefinition.NONE) ? "" : "[" + filter + "]")
        + (subset.isEmpty() ? "" : "{" + subset + "}");
  }

  /** As people call it. */
  @Override
  public String toString() {
    return task + " " + measured();
  }
}
