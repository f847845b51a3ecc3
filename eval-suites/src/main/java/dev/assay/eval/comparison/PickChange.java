package dev.assay.eval.comparison;

import dev.assay.eval.outcome.ItemOutcome;
import dev.assay.eval.score.Scoring;
import dev.assay.eval.task.Metric;
import java.util.List;

/**
 * On how many items the candidate picks another choice than the baseline, by one metric.
 *
 * @param items compared
 * @param changed items with another pick
 * @param becameRight of these, items on which the candidate's pick alone is right
 * @param becameWrong of these, items on which the baseline's pick alone is right
 */
public record PickChange(int items, int changed, int becameRight, int becameWrong) {

  /** Changed picks among all; NaN over no items. */
  public double share() {
    return (double) changed / items;
  }

  /** Of outcomes of the same items, in the same order. */
  static PickChange of(Metric metric, List<ItemOutcome> candidate, List<ItemOutcome> baseline) {
    int changed = 0;
    int becameRight = 0;
    int becameWrong = 0;
    for (int i = 0; i < candidate.size(); i++) {
      int target = candidate.get(i).target();
      int mine = Scoring.picked(candidate.get(i), metric);
      int other = Scoring.picked(baseline.get(i), metric);
      if (mine != other) {
        changed++;
        becameRight += mine == target ? 1 : 0;
        becameWrong += other == target ? 1 : 0;
      }
    }
    return new PickChange(candidate.size(), changed, becameRight, becameWrong);
  }
}
