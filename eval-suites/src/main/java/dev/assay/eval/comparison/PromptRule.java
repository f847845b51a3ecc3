package dev.assay.eval.comparison;

import dev.assay.eval.outcome.AnsweredItem;

/** Which answers to one document may be compared. */
public enum PromptRule {
  /** Answers to the same prompt; one that is not known is taken for the same. */
  SAME {
    @Override
    boolean admits(AnsweredItem mine, AnsweredItem other) {
      return mine.promptDigest() == null
          || other.promptDigest() == null
          || mine.promptDigest().equals(other.promptDigest());
    }
  },

  /** Any two, as of runs with other solved examples before the same question. */
  ANY {
    @Override
    boolean admits(AnsweredItem mine, AnsweredItem other) {
      return true;
    }
  };

  abstract boolean admits(AnsweredItem mine, AnsweredItem other);
}
