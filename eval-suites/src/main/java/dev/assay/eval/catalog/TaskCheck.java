package dev.assay.eval.catalog;

/**
 * Whether a task can be run.
 *
 * @param problem null where it can
 */
public record TaskCheck(String task, String file, UnusableTask problem) {
  public boolean runnable() {
    return problem == null;
  }
}
