package dev.assay.eval.runreport;

import dev.assay.eval.metric.SubsetScore;
import dev.assay.eval.metric.TaskScore;
import dev.assay.eval.report.PaperComparison;
import dev.assay.eval.run.RunScores;
import dev.assay.eval.run.RunSpecification;
import dev.assay.eval.run.ScoreInterval;
import dev.assay.eval.runreport.RunReport.ItemList;
import dev.assay.eval.runreport.RunReport.Paper;
import dev.assay.eval.runreport.RunReport.PaperValue;
import dev.assay.eval.runreport.RunReport.Part;
import dev.assay.eval.runreport.RunReport.Run;
import dev.assay.eval.runreport.RunReport.Settings;
import dev.assay.eval.runreport.RunReport.Value;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reports from runs. */
public final class RunReports {
  private final List<ReportedRun> runs;
  private final int baseline;

  private RunReports(List<ReportedRun> runs, int baseline) {
    this.runs = runs;
    this.baseline = baseline;
  }

  /**
   * @param runs at least one
   * @param baseline index of the run that the others are held against; of no meaning for one run
   */
  public static RunReport of(List<ReportedRun> runs, int baseline, ItemRule rule) {
    return new RunReports(List.copyOf(runs), baseline).report(rule);
  }

  private RunReport report(ItemRule rule) {
    List<Pairing> pairings = pairings();
    List<ItemList> items = new ArrayList<>();
    for (int i = 0; i < runs.size(); i++) {
      items.addAll(ItemLists.of(i, runs.get(i), rule));
    }
    return new RunReport(
        runs.stream().map(RunReports::described).toList(),
        runs.size() == 1 ? null : baseline,
        ScoreLines.of(runs, pairings),
        paper(),
        parts(),
        items,
        NotMeasured.of(runs, pairings, rule));
  }

  /** Each run against the baseline. */
  private List<Pairing> pairings() {
    List<Pairing> all = new ArrayList<>();
    for (int i = 0; i < runs.size(); i++) {
      all.add(
          i == baseline || runs.size() == 1
              ? Pairing.OF_BASELINE
              : Pairing.of(runs.get(i), runs.get(baseline)));
    }
    return all;
  }

  private RunScores scores(int run) {
    return runs.get(run).side().scores();
  }

  private static Run described(ReportedRun run) {
    RunSpecification specification = run.side().scores().run();
    return new Run(
        run.name(),
        run.side().place(),
        run.facts(),
        new Settings(
            specification.limit(),
            specification.truncation(),
            specification.maxLength(),
            specification.seed(),
            specification.chat() != null),
        run.sharing());
  }

  private List<Paper> paper() {
    Map<List<String>, Paper> rows = new LinkedHashMap<>();
    for (int run = 0; run < runs.size(); run++) {
      for (PaperComparison row : PaperComparison.of(scores(run))) {
        if (row.score().isPresent()) {
          TaskScore score = row.score().get();
          rows.computeIfAbsent(
                  List.of(row.benchmark(), score.metric(), score.filter()),
                  key ->
                      new Paper(
                          row.benchmark(),
                          row.setting(),
                          row.task(),
                          score.metric(),
                          score.filter(),
                          row.documents(),
                          row.published(),
                          nothing()))
              .values()
              .set(run, new PaperValue(score.value(), score.n(), row.whole()));
        }
      }
    }
    return List.copyOf(rows.values());
  }

  private List<Part> parts() {
    Map<List<String>, Part> parts = new LinkedHashMap<>();
    for (int run = 0; run < runs.size(); run++) {
      for (SubsetScore subset : scores(run).subsets()) {
        TaskScore score = subset.score();
        parts
            .computeIfAbsent(
                List.of(
                    score.task(), subset.trait(), subset.subset(), score.metric(), score.filter()),
                key ->
                    new Part(
                        score.task(),
                        subset.trait(),
                        subset.subset(),
                        score.metric(),
                        score.filter(),
                        score.higherIsBetter(),
                        nothing()))
            .values()
            .set(run, value(score, ScoreInterval.normal(score)));
      }
    }
    return List.copyOf(parts.values());
  }

  static Value value(TaskScore score, ScoreInterval interval) {
    return new Value(
        score.value(),
        score.standardError(),
        interval.bounds(),
        interval.kind().toString(),
        score.n(),
        score.failed(),
        score.truncated(),
        score.ties());
  }

  /** One null for each run. */
  private <T> List<T> nothing() {
    return new ArrayList<>(Collections.nCopies(runs.size(), null));
  }
}
