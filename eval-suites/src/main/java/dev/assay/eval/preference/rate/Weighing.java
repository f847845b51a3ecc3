package dev.assay.eval.preference.rate;

/** What counts 1 in a rate. */
public enum Weighing {
  /** Every verdict. */
  ROWS,

  /** Every prompt, however many verdicts it has. */
  PROMPTS
}
