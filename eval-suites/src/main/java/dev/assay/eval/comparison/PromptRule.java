package dev.assay.eval.comparison;

/** Which answers to one document may be compared. */
public enum PromptRule {
  /** Answers to the same prompt; one that is not known is taken for the same. */
  SAME {
    @Override
    boolean admits(String mine, String other) {
      return mine == null || other == null || mine.equals(other);
    }
  },

  /** Any two, as of runs with other solved examples before the same question. */
  ANY {
    @Override
    boolean admits(String mine, String other) {
      return true;
    }
  };

  /**
   * @param mine digest of the prompt; null where nobody knows it
   */
  abstract boolean admits(String mine, String other);
}
