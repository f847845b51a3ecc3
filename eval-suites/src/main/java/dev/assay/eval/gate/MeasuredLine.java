package dev.assay.eval.gate;

import dev.assay.eval.comparison.ComparedSide;
import dev.assay.eval.comparison.PairedItems;
import dev.assay.eval.gate.evidence.Evidence;
import dev.assay.eval.gate.evidence.TestLevel;
import dev.assay.eval.gate.evidence.ValueEstimate;
import dev.assay.eval.gate.settings.LineMode;
import dev.assay.eval.run.ScoredItem;
import java.util.List;
import java.util.Optional;

/**
 * A line with all that its items say, before it is set beside others.
 *
 * @param items that both runs share; of an absolute line the candidate's
 * @param failed items that the candidate failed on
 * @param evidence of the difference, where one can be found
 * @param estimate of the candidate's value, where it stands by itself
 * @param differing items whose answers differ, where a line asks for it
 * @param worse the first items on which the candidate is worse
 * @param obstacle why the two runs cannot be compared; empty where they can
 * @param judge who said which answers are better; empty of a line that nobody judges
 */
record MeasuredLine(
    GatedLine line,
    int items,
    int leftOut,
    int failed,
    Optional<Evidence> evidence,
    Optional<ValueEstimate> estimate,
    List<GateLine.ItemName> differing,
    List<GateLine.ItemName> worse,
    Optional<String> obstacle,
    String judge) {
  /** Items that became wrong, of which a line names the first. */
  static final int MOST_NAMED = 20;

  /** Of the candidate by itself: its value, which an absolute line has to have. */
  static MeasuredLine of(GatedLine line, ComparedSide candidate, TestLevel level) {
    List<ScoredItem> items = SharedItems.items(line, candidate);
    if (line.metric().isEmpty()) {
      return without(line, 0, failures(items), Optional.empty());
    }
    LineValues values = LineValues.ofOne(line, items);
    Optional<ValueEstimate> estimate = values.estimate(level);
    boolean missing = estimate.isEmpty() && line.definition().mode() instanceof LineMode.Absolute;
    return new MeasuredLine(
        line,
        values.size(),
        values.unscored(),
        failures(items),
        Optional.empty(),
        estimate,
        List.of(),
        List.of(),
        missing ? Optional.of("missing: no item has a value") : Optional.empty(),
        "");
  }

  /** Of both runs. */
  static MeasuredLine of(
      GatedLine line, ComparedSide candidate, ComparedSide baseline, TestLevel level) {
    if (line.definition().mode() instanceof LineMode.Absolute) {
      return of(line, candidate, level);
    }
    Optional<String> difference = new Comparability(candidate, baseline).difference(line);
    if (difference.isPresent()) {
      return without(line, 0, failures(SharedItems.items(line, candidate)), difference);
    }
    PairedItems items = SharedItems.of(line, candidate, baseline);
    int failed = failures(SharedItems.items(line, candidate));
    if (line.definition().mode() instanceof LineMode.Identical identical) {
      List<GateLine.ItemName> differing =
          new AnswerIdentity(identical.tolerance()).differing(items);
      return new MeasuredLine(
          line,
          items.size(),
          items.leftOut().total(),
          failed,
          Optional.empty(),
          Optional.empty(),
          differing,
          List.of(),
          Comparability.difference(line, items.leftOut(), items.size(), 0),
          "");
    }
    LineValues values = LineValues.of(line, items);
    int leftOut = items.leftOut().total() + values.unscored();
    Optional<String> obstacle =
        Comparability.difference(line, items.leftOut(), values.size(), values.unscored());
    if (obstacle.isPresent()) {
      return without(line, leftOut, failed, obstacle);
    }
    return new MeasuredLine(
        line,
        values.size(),
        leftOut,
        failed,
        values.evidence(level),
        Optional.empty(),
        List.of(),
        values.worse(MOST_NAMED),
        Optional.empty(),
        "");
  }

  private static MeasuredLine without(
      GatedLine line, int leftOut, int failed, Optional<String> obstacle) {
    return new MeasuredLine(
        line,
        0,
        leftOut,
        failed,
        Optional.empty(),
        Optional.empty(),
        List.of(),
        List.of(),
        obstacle,
        "");
  }

  private static int failures(List<ScoredItem> items) {
    return (int) items.stream().filter(item -> item.item().failed()).count();
  }

  /** What the line adds to a family of lines that detect; NaN of one that could not be tested. */
  double worseProbability() {
    return evidence.map(one -> twoSided() ? one.twoSided() : one.worse()).orElse(Double.NaN);
  }

  /** The same of the other direction. */
  double betterProbability() {
    return evidence.map(one -> twoSided() ? one.twoSided() : one.better()).orElse(Double.NaN);
  }

  private boolean twoSided() {
    return line.definition().mode() instanceof LineMode.Detect detect && detect.twoSided();
  }

  boolean detects() {
    return line.definition().mode() instanceof LineMode.Detect;
  }
}
