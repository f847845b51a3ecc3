package dev.assay.eval.metric;

import java.util.Locale;

/** A task file's {@code output_type}: what is asked, and how the answer is read. */
public enum OutputType {
  /** Several choices, one of which is picked. */
  MULTIPLE_CHOICE,
  /** One continuation. */
  LOGLIKELIHOOD,
  /** A whole text. */
  LOGLIKELIHOOD_ROLLING,
  /** A text of the model's own. */
  GENERATE_UNTIL;

  /** As a task file writes it. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
