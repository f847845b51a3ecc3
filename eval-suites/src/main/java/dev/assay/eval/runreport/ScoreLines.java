package dev.assay.eval.runreport;

import dev.assay.eval.comparison.AnswerComparison;
import dev.assay.eval.comparison.AnswerReport;
import dev.assay.eval.comparison.PairedComparison;
import dev.assay.eval.metric.TaskScore;
import dev.assay.eval.report.ReportOrder;
import dev.assay.eval.report.ReportedGroup;
import dev.assay.eval.run.RunScores;
import dev.assay.eval.run.ScoreInterval;
import dev.assay.eval.run.ScoredTask;
import dev.assay.eval.runreport.RunReport.Difference;
import dev.assay.eval.runreport.RunReport.Score;
import dev.assay.eval.runreport.RunReport.Value;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;

/** Scores of several runs beside each other. */
final class ScoreLines {
  private final int runs;
  private final Map<Key, Line> lines = new LinkedHashMap<>();

  private record Key(String task, String metric, String filter) {}

  /** A line that is being filled. */
  private static final class Line {
    private final String title;
    private final int depth;
    private final boolean group;
    private final String version;
    private final boolean headline;
    private final Boolean higherIsBetter;
    private final List<Integer> shots = new ArrayList<>();
    private final List<Value> values;
    private final List<Difference> differences;

    private Line(
        ReportOrder.Entry entry,
        String title,
        boolean group,
        String version,
        boolean headline,
        Boolean higherIsBetter,
        int runs) {
      this.title = title;
      this.depth = entry.depth();
      this.group = group;
      this.version = version;
      this.headline = headline;
      this.higherIsBetter = higherIsBetter;
      this.values = new ArrayList<>(Collections.nCopies(runs, null));
      this.differences = new ArrayList<>(Collections.nCopies(runs, null));
    }
  }

  private ScoreLines(int runs) {
    this.runs = runs;
  }

  /**
   * @param pairings each run against the baseline
   */
  static List<Score> of(List<ReportedRun> runs, List<Pairing> pairings) {
    ScoreLines lines = new ScoreLines(runs.size());
    for (int run = 0; run < runs.size(); run++) {
      lines.add(run, runs.get(run).side().scores());
    }
    for (int run = 0; run < runs.size(); run++) {
      int at = run;
      pairings.get(run).report().ifPresent(report -> lines.add(at, report));
    }
    List<Score> scores = new ArrayList<>();
    lines.lines.forEach((key, line) -> scores.add(score(key, line)));
    return scores;
  }

  private static Score score(Key key, Line line) {
    List<Integer> shots = line.shots.stream().distinct().toList();
    return new Score(
        key.task,
        line.title,
        line.depth,
        line.group,
        line.version,
        shots.size() == 1 ? shots.get(0) : null,
        key.metric,
        key.filter,
        line.higherIsBetter,
        line.headline,
        line.values,
        line.differences);
  }

  private void add(int run, RunScores scores) {
    for (ReportOrder.Entry entry : ReportOrder.of(scores)) {
      scores.tasks().stream()
          .filter(task -> task.name().equals(entry.name()))
          .forEach(task -> add(run, entry, task));
      ReportedGroup.of(scores).stream()
          .filter(group -> group.group().name().equals(entry.name()))
          .filter(group -> group.group().aggregates())
          .forEach(group -> add(run, entry, group));
    }
  }

  private void add(int run, ReportOrder.Entry entry, ScoredTask task) {
    for (TaskScore score : task.scores()) {
      Line line =
          line(
              entry,
              score,
              new Line(
                  entry,
                  task.task().alias(),
                  false,
                  task.task().version(),
                  isHeadline(score, task.scores()),
                  score.higherIsBetter(),
                  runs));
      line.shots.add(task.task().shots());
      line.values.set(run, RunReports.value(score, ScoreInterval.of(task, score)));
    }
  }

  private void add(int run, ReportOrder.Entry entry, ReportedGroup group) {
    for (TaskScore score : group.scores()) {
      Line line =
          line(
              entry,
              score,
              new Line(
                  entry,
                  group.group().alias(),
                  true,
                  group.group().version(),
                  isHeadline(score, group.scores()),
                  group
                      .directions()
                      .getOrDefault(score.metric(), Optional.of(score.higherIsBetter()))
                      .orElse(null),
                  runs));
      OptionalInt shots = group.shots();
      line.shots.add(shots.isPresent() ? shots.getAsInt() : null);
      line.values.set(run, RunReports.value(score, ScoreInterval.normal(score)));
    }
  }

  /** As it was begun by a run before, or begun now. */
  private Line line(ReportOrder.Entry entry, TaskScore score, Line begun) {
    return lines.computeIfAbsent(
        new Key(entry.name(), score.metric(), score.filter()), key -> begun);
  }

  /** acc_norm where it is listed, as papers give HellaSwag, else the first. */
  private static boolean isHeadline(TaskScore score, List<TaskScore> all) {
    TaskScore headline =
        all.stream()
            .filter(one -> one.metric().equals("acc_norm"))
            .findFirst()
            .orElseGet(() -> all.get(0));
    return Objects.equals(headline, score);
  }

  private void add(int run, AnswerReport report) {
    report
        .scores()
        .forEach(
            compared -> {
              for (AnswerComparison.ByMetric metric : compared.answers().metrics()) {
                Line line =
                    lines.get(
                        new Key(compared.name(), metric.metric().name(), metric.metric().filter()));
                if (line != null && metric.score().items() > 0) {
                  line.differences.set(run, difference(metric.score()));
                }
              }
            });
  }

  private static Difference difference(PairedComparison paired) {
    return new Difference(
        paired.candidate().mean(),
        paired.baseline().mean(),
        paired.difference().mean(),
        paired.difference().interval(),
        paired.items(),
        paired.tally().wins(),
        paired.tally().losses(),
        paired.tally().pValue(),
        paired.leftOut().total());
  }
}
