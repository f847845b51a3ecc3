package dev.assay.eval.gate.settings;

/** What a line says of the candidate. */
public enum LineStatus {
  /** Worse by what matters, with evidence. */
  REGRESSED,
  /** Other than the baseline where it should not be. */
  CHANGED,
  /** The two runs do not mean the same. */
  NOT_COMPARABLE,
  /** Neither shown to be worse nor to be no worse. */
  INCONCLUSIVE,
  /** Too few items to see what matters. */
  UNDERPOWERED,
  /** Worse by what matters, without evidence. */
  SUSPICIOUS,
  /** There is nothing to hold it against. */
  NO_BASELINE,
  /** Better by what matters, with evidence. */
  IMPROVED,
  OK;

  @Override
  public String toString() {
    return WrittenName.of(this);
  }
}
