package dev.assay.eval.gate;

import dev.assay.eval.gate.evidence.ValueEstimate;
import java.util.List;
import java.util.Optional;

/**
 * What was measured beside the runs.
 *
 * @param items pairs of answers with a verdict; of a speed, runs that were timed
 * @param leftOut pairs without one
 * @param estimate empty where nothing could be measured
 * @param judge who said which answers are better, and what it was asked: another text where either
 *     is another one; empty of a speed
 * @param obstacle why it says nothing; empty where it does
 */
public record OutsideMeasure(
    int items,
    int leftOut,
    Optional<ValueEstimate> estimate,
    String judge,
    Optional<String> obstacle) {
  /** Of nothing that could be measured. */
  public static OutsideMeasure none(String obstacle) {
    return new OutsideMeasure(0, 0, Optional.empty(), "", Optional.of(obstacle));
  }

  MeasuredLine line(GatedLine line, Optional<String> otherJudge) {
    return new MeasuredLine(
        line,
        items,
        leftOut,
        0,
        Optional.empty(),
        estimate,
        List.of(),
        List.of(),
        obstacle.or(() -> otherJudge),
        judge);
  }
}
