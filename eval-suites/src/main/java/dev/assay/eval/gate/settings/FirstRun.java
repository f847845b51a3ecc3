package dev.assay.eval.gate.settings;

/** What is done where there is no baseline yet. */
public enum FirstRun {
  /** The candidate becomes the baseline. */
  PIN,
  PASS,
  FAIL
}
