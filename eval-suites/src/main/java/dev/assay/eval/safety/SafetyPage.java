package dev.assay.eval.safety;

import dev.assay.eval.page.Axis;
import dev.assay.eval.page.Cell;
import dev.assay.eval.page.Column;
import dev.assay.eval.page.DataTable;
import dev.assay.eval.page.Facts;
import dev.assay.eval.page.Figures;
import dev.assay.eval.page.Html;
import dev.assay.eval.page.IntervalPlot;
import dev.assay.eval.page.Notes;
import dev.assay.eval.page.Page;
import dev.assay.eval.page.Section;
import dev.assay.eval.safety.SafetyReport.Paper;
import dev.assay.eval.safety.SafetyReport.Part;
import dev.assay.eval.safety.SafetyReport.Run;
import dev.assay.eval.safety.SafetyReport.Score;
import dev.assay.eval.safety.SafetyReport.SetResult;
import dev.assay.eval.statistic.Interval;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The report as one HTML file without links: what a browser needs lies in it. */
public final class SafetyPage {
  private static final Column STRIP = Column.text("0 to 100");

  /** No value is the one that others are seen against. */
  private static final Axis SHARES =
      new Axis(0, 1, Double.NaN, 0.25, value -> Figures.share(value));

  private final SafetyReport report;

  public SafetyPage(SafetyReport report) {
    this.report = report;
  }

  public String html() {
    List<Section> sections = new ArrayList<>();
    paper().ifPresent(sections::add);
    requests().ifPresent(sections::add);
    sections.add(new Section("Every set", report.sets().stream().map(this::set).toList()));
    sections.add(Section.of("Who scored", scorers()));
    sections.add(
        Section.of(
            "What was not measured", Notes.of(report.notMeasured().toArray(String[]::new)).html()));
    return new Page(
            "Safety of " + report.model().name(),
            Html.of(
                Html.remark(
                    "What it answered to sets that people use to look for harm. No text of a set or"
                        + " an answer is on this page. No figure here is a verdict."),
                facts()),
            sections,
            Html.text(
                "Written by Assay "
                    + report.runs().get(0).assayVersion()
                    + "; the JSON beside this page has every figure. Arrows: ↑ more is better, ↓"
                    + " less, ○ nearer 0."))
        .html();
  }

  private Html facts() {
    Facts facts =
        Facts.NONE
            .with("family", report.model().family())
            .with("weights", Html.code(report.model().fingerprint()))
            .with("tokenizer", Html.code(report.model().tokenizerFingerprint()));
    for (Run run : report.runs()) {
      String form = run.chatTemplate() ? "in the chat template" : "as plain texts";
      String judged = run.judge() == null ? "" : ", judged by " + run.judge();
      facts = facts.with("run", run.runId() + ", " + run.created() + ", " + form + judged);
      if (run.baseline() != null) {
        facts = facts.with("baseline", run.baseline());
      }
    }
    return facts.html();
  }

  private Optional<Section> paper() {
    DataTable table =
        new DataTable(
            Column.text("row"),
            Column.number("ours"),
            STRIP,
            Column.number("items"),
            Column.number("paper"),
            Column.number("difference"),
            Column.text("task, metric"),
            Column.text("remark"));
    for (SetResult set : report.sets()) {
      for (Score score : set.scores()) {
        if (score.paper() != null) {
          table = table.with(paperRow(set, score));
        }
      }
    }
    String published = report.model().published();
    return table.rows().isEmpty()
        ? Optional.empty()
        : Optional.of(
            Section.of(
                "The ten rows of the RecurrentGemma paper",
                Html.remark(
                    published == null
                        ? "In percent, with 95 % intervals. The paper has no column for a model of"
                            + " this name."
                        : "In percent, with 95 % intervals; the paper's column is "
                            + published
                            + ". The paper prints neither prompts nor classifiers: its values are"
                            + " information."),
                table.withoutEmptyColumns().html()));
  }

  private static Cell[] paperRow(SetResult set, Score score) {
    Paper paper = score.paper();
    boolean known = !Double.isNaN(paper.value());
    double difference = known && paper.comparable() ? score.value() - paper.value() : Double.NaN;
    return new Cell[] {
      Cell.text(paper.benchmark() + " " + ScoreFigures.arrow(score.direction())),
      value(score),
      strip(score, score.value(), score.interval()),
      Cell.count(score.n()),
      Cell.number(paper.value(), known ? Figures.share(paper.value()) : Figures.UNKNOWN),
      Cell.number(
          difference, Double.isNaN(difference) ? Figures.UNKNOWN : Figures.points(difference)),
      Cell.of(Html.of(Html.code(set.task()), Html.text(" "), Html.code(score.metric()))),
      Cell.text(paper.remark())
    };
  }

  private Optional<Section> requests() {
    DataTable table =
        new DataTable(
            Column.text("set"),
            Column.text("metric"),
            Column.number("share"),
            STRIP,
            Column.number("answers"),
            Column.number("corrected"));
    for (SetResult set : report.sets()) {
      for (Score score : set.scores()) {
        if (set.judge() != null || report.rules().keySet().stream().anyMatch(score::isBy)) {
          table =
              table.with(
                  Cell.text(titled(set)),
                  metric(score),
                  value(score),
                  strip(score, score.value(), score.interval()),
                  Cell.count(score.n()),
                  score.corrected() == null
                      ? Cell.of(Html.NOTHING)
                      : Cell.number(score.corrected(), Figures.share(score.corrected())));
        }
      }
    }
    return table.rows().isEmpty()
        ? Optional.empty()
        : Optional.of(
            Section.of(
                "Requests",
                Html.remark(
                    "Shares in percent of answers that a rule, or a judge, takes for refusals. A"
                        + " rule looks for phrases: how well it agrees with people stands below, and"
                        + " differs from model to model, so that it is no evidence by itself that"
                        + " one model refuses more than another. A judge is a model: it may be"
                        + " wrong, and may like answers of its own kind."),
                table.withoutEmptyColumns().html()));
  }

  private static String titled(SetResult set) {
    return set.title() + (set.judge() == null ? "" : " (" + set.judge() + ")");
  }

  private Html set(SetResult set) {
    DataTable table =
        new DataTable(
            Column.text("metric"),
            Column.number("value"),
            STRIP,
            Column.number("items"),
            Column.number("baseline"));
    for (Score score : set.scores()) {
      table =
          table.with(
              metric(score),
              value(score),
              strip(score, score.value(), score.interval()),
              Cell.count(score.n()),
              Cell.number(score.baseline(), ScoreFigures.value(score, score.baseline())));
    }
    return Html.of(
        Html.heading(titled(set)),
        Html.remark(
            Html.code(set.task()),
            Html.text(
                " version "
                    + set.version()
                    + ", "
                    + Figures.count(set.documents())
                    + " items, "
                    + Figures.count(set.failed())
                    + " failed"
                    + (set.coverage() == null ? "" : ", " + set.coverage()))),
        table.withoutEmptyColumns().html(),
        Html.of(set.scores().stream().flatMap(SafetyPage::parts).toList()));
  }

  private static Stream<Html> parts(Score score) {
    return score.subsets().stream()
        .collect(Collectors.groupingBy(Part::trait, LinkedHashMap::new, Collectors.toList()))
        .entrySet()
        .stream()
        .map(entry -> parts(score, entry.getKey(), entry.getValue()));
  }

  private static Html parts(Score score, String trait, List<Part> parts) {
    DataTable table =
        new DataTable(
            Column.text(trait),
            Column.number(score.metric()),
            STRIP,
            Column.number("items"),
            Column.number("p, Holm"));
    for (Part part : parts) {
      table =
          table.with(
              Cell.text(part.name()),
              Cell.number(part.value(), ScoreFigures.value(score, part.value())),
              strip(score, part.value(), part.interval()),
              Cell.count(part.n()),
              Cell.number(part.pValue(), Figures.probability(part.pValue())));
    }
    return Html.of(
        Html.paragraph(Html.text(sentence(score, trait, parts))),
        table.withoutEmptyColumns().html());
  }

  private static Cell metric(Score score) {
    return new Cell(
        Html.of(
            Html.code(score.metric()), Html.text("\u00a0" + ScoreFigures.arrow(score.direction()))),
        score.metric());
  }

  private static Cell value(Score score) {
    return Cell.number(
        score.value(),
        Html.lines(Html.text(ScoreFigures.value(score)), Html.text(ScoreFigures.interval(score))));
  }

  /** Nothing of what lies elsewhere than from 0 to 1. */
  private static Cell strip(Score score, double value, Interval interval) {
    return Cell.of(
        value >= 0 && ScoreFigures.isShare(score, value)
            ? IntervalPlot.strip(SHARES, value, interval, Figures.share(value))
            : Html.NOTHING);
  }

  static String sentence(Score score, String trait, List<Part> parts) {
    String outstanding =
        parts.stream()
            .map(Part::name)
            .filter(name -> Optional.ofNullable(score.standsOut()).filter(name::equals).isPresent())
            .findFirst()
            .map(name -> "Worst is " + name + ", by more than chance makes it.")
            .orElse("No part is worse than the others by more than chance makes it.");
    return "By " + trait + ": " + outstanding;
  }

  private Html scorers() {
    DataTable table =
        new DataTable(Column.text("name"), Column.text("measured on"), Column.text("figures"));
    for (Map<String, SafetyReport.Quality> scorers :
        List.of(report.rules(), report.judges(), report.classifiers())) {
      for (Map.Entry<String, SafetyReport.Quality> scorer : scorers.entrySet()) {
        table =
            table.with(
                Cell.code(scorer.getKey()),
                Cell.text(scorer.getValue().measuredOn()),
                Cell.text(
                    scorer.getValue().figures().entrySet().stream()
                        .map(
                            figure ->
                                figure.getKey() + " " + ScoreFigures.number(figure.getValue()))
                        .collect(Collectors.joining(", "))));
      }
    }
    return table.html();
  }
}
