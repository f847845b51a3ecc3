package dev.assay.eval.gate.settings;

/** What becomes of a gate of which a line has a status. */
public enum Consequence {
  FAIL,
  WARN,
  IGNORE
}
