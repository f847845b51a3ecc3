package dev.assay.eval.task;

/** A number computed per item of a multiple-choice task and averaged over the task. */
public enum Metric {
  /** The choice of the greatest log-likelihood is the right one. */
  ACC("acc"),
  /** The same with each log-likelihood divided by the choice's length in Unicode code points. */
  ACC_NORM("acc_norm"),
  /** The same with each log-likelihood divided by the choice's length in UTF-8 bytes. */
  ACC_BYTES("acc_bytes");

  private final String label;

  Metric(String label) {
    this.label = label;
  }

  /** The name in task files, tables and reports. */
  public String label() {
    return label;
  }
}
