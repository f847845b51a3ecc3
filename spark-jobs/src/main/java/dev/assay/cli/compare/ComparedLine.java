package dev.assay.cli.compare;

import dev.assay.eval.comparison.AnswerReport;
import dev.assay.eval.comparison.ComparedAnswers;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What one run has of one task.
 *
 * @param run its name
 */
record ComparedLine(String suite, String run, ComparedAnswers compared) {
  /**
   * Every run of a task in neighbouring lines, all tasks together last.
   *
   * @param names of the reports' candidates
   * @param subtasks lines also for tasks that a group counts in itself
   */
  static List<ComparedLine> of(List<AnswerReport> reports, List<String> names, boolean subtasks) {
    Map<String, List<ComparedLine>> bySuite = new LinkedHashMap<>();
    for (int run = 0; run < reports.size(); run++) {
      for (ComparedAnswers compared : reports.get(run).scores()) {
        if (subtasks || compared.outermost()) {
          add(bySuite, names.get(run), compared);
        }
      }
    }
    if (bySuite.size() > 1) {
      for (int run = 0; run < reports.size(); run++) {
        add(bySuite, names.get(run), reports.get(run).all());
      }
    }
    return bySuite.values().stream().flatMap(List::stream).toList();
  }

  private static void add(
      Map<String, List<ComparedLine>> bySuite, String run, ComparedAnswers compared) {
    bySuite
        .computeIfAbsent(compared.name(), name -> new ArrayList<>())
        .add(new ComparedLine(compared.name(), run, compared));
  }
}
