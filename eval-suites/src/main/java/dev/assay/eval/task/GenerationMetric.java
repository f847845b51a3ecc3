package dev.assay.eval.task;

/** A number computed of a completion. */
public enum GenerationMetric {
  /** 1 where the answer equals one of the right ones, else 0. */
  EXACT_MATCH("exact_match"),
  /** 1 where the completion follows every instruction, else 0. */
  PROMPT_LEVEL_STRICT_ACC("prompt_level_strict_acc"),
  /** The share of instructions, of all documents together, that completions follow. */
  INST_LEVEL_STRICT_ACC("inst_level_strict_acc"),
  /** As prompt_level_strict_acc; a completion counts without its ends or asterisks too. */
  PROMPT_LEVEL_LOOSE_ACC("prompt_level_loose_acc"),
  /** As inst_level_strict_acc, likewise. */
  INST_LEVEL_LOOSE_ACC("inst_level_loose_acc");

  private final String label;

  GenerationMetric(String label) {
    this.label = label;
  }

  /** The name in task files, tables and reports. */
  public String label() {
    return label;
  }
}
