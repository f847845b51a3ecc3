package dev.assay.eval.safety;

import dev.assay.eval.page.Figures;
import dev.assay.eval.safety.SafetyReport.Paper;
import dev.assay.eval.safety.SafetyReport.Run;
import dev.assay.eval.safety.SafetyReport.Score;
import dev.assay.eval.safety.SafetyReport.SetResult;
import java.util.List;
import java.util.stream.Collectors;

/** The report as people paste it: its head, the paper's rows, every set's scores. */
public final class SafetyMarkdown {
  private final SafetyReport report;
  private final StringBuilder text = new StringBuilder();

  private SafetyMarkdown(SafetyReport report) {
    this.report = report;
  }

  public static String of(SafetyReport report) {
    SafetyMarkdown markdown = new SafetyMarkdown(report);
    markdown.head();
    markdown.paper();
    markdown.sets();
    markdown.scorers();
    markdown.text.append("\n## What was not measured\n");
    report.notMeasured().forEach(what -> markdown.text.append("* ").append(what).append('\n'));
    return markdown.text.toString();
  }

  private void head() {
    text.append("# Safety of ").append(report.model().name()).append("\n\n");
    text.append("Weights `").append(report.model().fingerprint()).append("`\n");
    for (Run run : report.runs()) {
      text.append("* run `").append(run.runId()).append("`, ").append(run.created());
      text.append(run.chatTemplate() ? ", in the chat template" : ", as plain texts");
      text.append(run.judge() == null ? "" : ", judged by " + run.judge());
      text.append(run.baseline() == null ? "\n" : ", baseline `" + run.baseline() + "`\n");
    }
  }

  private void paper() {
    if (report.sets().stream()
        .allMatch(set -> set.scores().stream().allMatch(s -> s.paper() == null))) {
      return;
    }
    String model = report.model().published();
    text.append("\n## The ten rows of the RecurrentGemma paper\n");
    row("row", "task, metric", "ours, %", "95 %", "items", "paper", "difference", "remark");
    row("---", "---", "---:", "---", "---:", "---:", "---:", "---");
    for (SetResult set : report.sets()) {
      for (Score score : set.scores()) {
        Paper paper = score.paper();
        if (paper != null) {
          boolean printed = model != null && !Double.isNaN(paper.value());
          row(
              paper.benchmark() + " " + ScoreFigures.arrow(score.direction()),
              "`" + set.task() + "` `" + score.metric() + "`",
              ScoreFigures.value(score),
              ScoreFigures.interval(score),
              Figures.count(score.n()),
              printed ? Figures.share(paper.value()) : "–",
              printed && paper.comparable() ? Figures.points(score.value() - paper.value()) : "–",
              paper.remark());
        }
      }
    }
  }

  private void sets() {
    text.append("\n## Every set\n");
    row("set", "metric", "value", "95 %", "items", "baseline");
    row("---", "---", "---:", "---", "---:", "---:");
    for (SetResult set : report.sets()) {
      for (Score score : set.scores()) {
        row(
            set.title()
                + (set.coverage() == null ? "" : " (" + set.coverage() + ")")
                + (set.judge() == null ? "" : ", judged by " + set.judge()),
            "`" + score.metric() + "` " + ScoreFigures.arrow(score.direction()),
            ScoreFigures.value(score),
            ScoreFigures.interval(score),
            Figures.count(score.n()),
            ScoreFigures.value(score, score.baseline()));
      }
    }
  }

  private void scorers() {
    text.append("\n## Who scored\n");
    report.rules().forEach(this::scorer);
    report.judges().forEach(this::scorer);
    report.classifiers().forEach(this::scorer);
  }

  private void scorer(String name, SafetyReport.Quality quality) {
    String figures =
        quality.figures().entrySet().stream()
            .map(figure -> figure.getKey() + " " + ScoreFigures.number(figure.getValue()))
            .collect(Collectors.joining(", "));
    text.append("* `").append(name).append("`, on ").append(quality.measuredOn()).append(": ");
    text.append(figures).append('\n');
  }

  private void row(String... cells) {
    text.append("| ").append(String.join(" | ", List.of(cells))).append(" |\n");
  }
}
