package dev.assay.eval.sidebyside;

import dev.assay.core.digest.Sha256;
import dev.assay.core.text.PythonText;
import dev.assay.eval.preference.Outcome;
import java.util.Optional;

/**
 * Two models' answers to one prompt.
 *
 * @param promptId the cluster of all its pairs
 * @param category empty for none
 * @param label {@code safe} or {@code unsafe}; empty for none
 * @param reference an answer that is right; empty where the prompt has none
 * @param candidate name of the model that is asked about
 * @param baseline name of the model that it is held against
 */
public record AnswerPair(
    String promptId,
    int sample,
    String category,
    String label,
    String request,
    String reference,
    String candidate,
    String baseline,
    String candidateText,
    String baselineText) {
  private static final int DIGITS = 16;

  /** Of prompt, sample and models alone: the same whatever they answered. */
  public String id() {
    return id(promptId, sample, candidate, baseline);
  }

  /** The id that a pair of this prompt, sample and models has. */
  public static String id(String promptId, int sample, String candidate, String baseline) {
    return "p"
        + Sha256.of(promptId + "\n" + sample + "\n" + candidate + "\n" + baseline)
            .substring(0, DIGITS);
  }

  /** Both say the same, white space around it apart. */
  public boolean isIdentical() {
    return PythonText.strip(candidateText).equals(PythonText.strip(baselineText));
  }

  /**
   * What nobody has to be asked: equal answers are a tie, nothing against something is a loss.
   * Empty where a judge is needed.
   */
  public Optional<Outcome> plain() {
    if (isIdentical()) {
      return Optional.of(Outcome.TIE);
    }
    if (PythonText.strip(candidateText).isEmpty()) {
      return Optional.of(Outcome.LOSS);
    }
    return PythonText.strip(baselineText).isEmpty() ? Optional.of(Outcome.WIN) : Optional.empty();
  }

  /** Code points of the candidate's answer. */
  public int candidateLength() {
    return candidateText.codePointCount(0, candidateText.length());
  }

  /** Code points of the baseline's answer. */
  public int baselineLength() {
    return baselineText.codePointCount(0, baselineText.length());
  }
}
