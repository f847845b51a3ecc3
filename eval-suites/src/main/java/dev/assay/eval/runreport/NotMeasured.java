package dev.assay.eval.runreport;

import dev.assay.eval.page.Figures;
import dev.assay.eval.report.PaperComparison;
import dev.assay.eval.response.Response;
import dev.assay.eval.run.ProgramCounts;
import dev.assay.eval.run.RunScores;
import dev.assay.eval.run.ScoredTask;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** What a report does not say, in sentences. */
final class NotMeasured {
  private final List<String> sentences = new ArrayList<>();

  private NotMeasured() {}

  static List<String> of(List<ReportedRun> runs, List<Pairing> pairings, ItemRule rule) {
    NotMeasured all = new NotMeasured();
    for (int i = 0; i < runs.size(); i++) {
      all.of(runs.get(i), runs.size() == 1 ? "" : runs.get(i).name() + ": ");
      if (rule.texts() && !runs.get(i).side().scores().run().prompts()) {
        all.sentences.add(
            runs.get(i).name() + ": prompts; the run was evaluated without --write_prompts.");
      }
      if (!pairings.get(i).reason().isEmpty()) {
        all.sentences.add(
            runs.get(i).name()
                + " is not held against the baseline item by item: "
                + pairings.get(i).reason()
                + ".");
      }
    }
    all.ofAll(runs);
    return List.copyOf(all.sentences);
  }

  private void of(ReportedRun run, String name) {
    RunScores scores = run.side().scores();
    long documents = scores.tasks().stream().mapToLong(task -> task.task().documents()).sum();
    if (documents > scores.items()) {
      sentences.add(
          name
              + Figures.count(scores.items())
              + " of "
              + Figures.count(documents)
              + " documents were asked.");
    }
    if (scores.failed() > 0) {
      sentences.add(name + Figures.count(scores.failed()) + " items failed: no score has them.");
    }
    for (ScoredTask task : scores.tasks()) {
      long notRun = task.programs().map(ProgramCounts::notRun).orElse(0L);
      if (notRun > 0) {
        sentences.add(
            name
                + Figures.count(notRun)
                + " programs of "
                + task.name()
                + " were not run: their items have no score.");
      }
    }
    if (scores.run().groups().stream().anyMatch(group -> group.aggregates())) {
      sentences.add(
          name
              + "Intervals of groups are by the harness's pooled standard error, which takes their"
              + " tasks as drawn once and for all.");
    }
  }

  private void ofAll(List<ReportedRun> runs) {
    boolean texts =
        runs.stream()
            .flatMap(run -> run.side().scores().tasks().stream())
            .flatMap(task -> task.items().stream())
            .anyMatch(item -> item.response() instanceof Response.Completions);
    if (texts) {
      sentences.add(
          "How sure a model was of a text that it wrote: no probability of it is stored.");
    }
    Set<String> asked = new HashSet<>();
    Set<String> missing = new LinkedHashSet<>();
    for (ReportedRun run : runs) {
      for (PaperComparison row : PaperComparison.of(run.side().scores())) {
        (row.score().isPresent() ? asked : missing).add(row.benchmark());
      }
    }
    missing.removeAll(asked);
    if (!asked.isEmpty() && !missing.isEmpty()) {
      sentences.add("Of the paper's table: " + String.join(", ", missing) + ".");
    }
    sentences.add(
        "Other prompts, solved examples and seeds: an interval is over the items alone, as they were"
            + " asked.");
    sentences.add("Whether the items were in what a model was trained on.");
    sentences.add(
        "Memory, energy, and the time of single items. Seconds are of the last command that"
            + " computed: of a run that was continued, too few for all its items.");
  }
}
