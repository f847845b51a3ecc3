package dev.assay.spark.internal.evaluate;

import java.util.List;

/**
 * A candidate's run against a baseline's.
 *
 * @param candidate where its run lies
 * @param baseline where its run lies
 * @param scores of every group, outer ones first, then of every task that either run has
 */
public record RunComparison(String candidate, String baseline, List<ComparedScore> scores) {
  public RunComparison {
    scores = List.copyOf(scores);
  }

  /** The scores of groups and tasks that no group counts in itself: together they are the runs. */
  public List<ComparedScore> outermost() {
    return scores.stream().filter(ComparedScore::outermost).toList();
  }
}
