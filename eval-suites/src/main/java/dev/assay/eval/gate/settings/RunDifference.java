package dev.assay.eval.gate.settings;

/** What two runs of a task may differ in, so that their scores do not mean the same. */
public enum RunDifference {
  /** Other documents. */
  DATA,
  /** Another version of the task's definition. */
  TASK_VERSION,
  /** Another text before an answer. */
  PROMPT,
  /** Another way from answers to predictions. */
  FILTERS,
  /** Another definition of the metric. */
  METRIC,
  /** Sums in another order: scores are not compared bit for bit. */
  NUMERICS_VERSION,
  /** A share of items without a counterpart. */
  LEFT_OUT,
  /** Another judge, or another question to it. */
  JUDGE;

  @Override
  public String toString() {
    return WrittenName.of(this);
  }
}
