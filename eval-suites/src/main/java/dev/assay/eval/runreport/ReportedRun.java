package dev.assay.eval.runreport;

import dev.assay.eval.comparison.ComparedSide;
import java.util.List;

/**
 * A run as its tables have it.
 *
 * @param name by which the report calls it
 * @param cut completions that ended at the most tokens they may have
 * @param sharing tokens of its outermost tasks and groups
 */
public record ReportedRun(
    String name,
    ComparedSide side,
    RunFacts facts,
    List<ItemKey> cut,
    List<RunReport.Sharing> sharing) {
  public ReportedRun {
    cut = List.copyOf(cut);
    sharing = List.copyOf(sharing);
  }
}
