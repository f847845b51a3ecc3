package dev.assay.eval.gate;

import dev.assay.eval.gate.evidence.Evidence;
import dev.assay.eval.gate.settings.LineMode;
import dev.assay.eval.gate.settings.LineStatus;
import java.util.List;
import java.util.Optional;

/**
 * A line, answered.
 *
 * @param mode what was asked
 * @param informative listed, never gated
 * @param items that both runs share; of an absolute line the candidate's
 * @param leftOut items that are in no pair
 * @param failed items that the candidate failed on
 * @param candidate its value; NaN where there is none
 * @param baseline the other run's
 * @param evidence of the difference; empty where none could be or had to be found
 * @param adjusted the probability after correction; NaN of a line that is in no family
 * @param effect the least difference that matters; NaN where nothing is asked of one
 * @param mde the least difference that the line is likely to show; NaN where nobody knows
 * @param reason of the status, where it does not follow from the figures; else empty
 * @param worse the first items that became wrong, or that differ
 * @param judge who said which answers are better; empty of a line that nobody judges
 */
public record GateLine(
    LineName name,
    LineMode mode,
    boolean informative,
    int items,
    int leftOut,
    int failed,
    double candidate,
    double baseline,
    Optional<Evidence> evidence,
    double adjusted,
    double effect,
    double mde,
    LineStatus status,
    String reason,
    List<ItemName> worse,
    String judge) {
  public GateLine {
    worse = List.copyOf(worse);
  }

  /** An item: no text of it. */
  public record ItemName(String task, int docId) {}

  /** Whether the line is in the gate's verdict. */
  public boolean counts() {
    return !informative;
  }

  /** The same with another status. */
  public GateLine with(LineStatus other, String why) {
    return new GateLine(
        name,
        mode,
        informative,
        items,
        leftOut,
        failed,
        candidate,
        baseline,
        evidence,
        adjusted,
        effect,
        mde,
        other,
        why,
        worse,
        judge);
  }
}
