package dev.assay.eval.gate;

import dev.assay.eval.gate.settings.WrittenName;

/** What a gate says, and the exit code that says it; errors have codes of their own. */
public enum GateStatus {
  PASSED(0),
  REGRESSED(10),
  /** Other than the baseline where it should not be. */
  CHANGED(10),
  NOT_COMPARABLE(12),
  /** Or underpowered. */
  INCONCLUSIVE(11),
  NO_BASELINE(13);

  private final int exitCode;

  GateStatus(int exitCode) {
    this.exitCode = exitCode;
  }

  public int exitCode() {
    return exitCode;
  }

  @Override
  public String toString() {
    return WrittenName.of(this);
  }
}
