package dev.assay.eval.runreport;

import dev.assay.eval.comparison.AnswerReport;
import dev.assay.eval.comparison.PromptRule;
import dev.assay.eval.comparison.RunComparison;
import dev.assay.eval.run.RunScores;
import dev.assay.eval.run.ScoredTask;
import dev.assay.eval.run.TaskSpecification;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A run against the baseline, where that can be said.
 *
 * @param report empty where it cannot
 * @param reason why not; empty where it can, and of the baseline itself
 */
record Pairing(Optional<AnswerReport> report, String reason) {
  static final Pairing OF_BASELINE = new Pairing(Optional.empty(), "");

  static Pairing of(ReportedRun run, ReportedRun baseline) {
    RunScores mine = run.side().scores();
    RunScores others = baseline.side().scores();
    Map<String, TaskSpecification> known = new HashMap<>();
    others.tasks().forEach(task -> known.put(task.name(), task.task()));
    for (ScoredTask task : mine.tasks()) {
      if (known.containsKey(task.name())) {
        Optional<String> difference = task.task().otherDocuments(known.get(task.name()));
        if (difference.isPresent()) {
          return new Pairing(
              Optional.empty(),
              "they read other documents of " + task.name() + ": " + difference.get());
        }
      }
    }
    if (!sharesItems(mine, others)) {
      return new Pairing(Optional.empty(), "no item was asked in the same words in both");
    }
    return new Pairing(
        Optional.of(new RunComparison(run.side(), baseline.side(), PromptRule.SAME).answers()), "");
  }

  /** Whether an item was asked in the same words in both, and answered. */
  private static boolean sharesItems(RunScores one, RunScores other) {
    Map<ItemKey, String> prompts = new HashMap<>();
    other.tasks().stream()
        .flatMap(task -> task.items().stream())
        .filter(item -> !item.failed())
        .forEach(item -> prompts.put(new ItemKey(item.task(), item.docId()), item.promptDigest()));
    return one.tasks().stream()
        .flatMap(task -> task.items().stream())
        .filter(item -> !item.failed() && item.promptDigest() != null)
        .anyMatch(
            item ->
                item.promptDigest().equals(prompts.get(new ItemKey(item.task(), item.docId()))));
  }
}
