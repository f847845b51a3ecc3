package dev.assay.cli.compare;

import dev.assay.cli.terminal.TerminalStyle;
import dev.assay.cli.terminal.TextTable;
import dev.assay.cli.terminal.TextTable.Cell;
import dev.assay.cli.terminal.TextTable.Column;
import dev.assay.eval.comparison.AnswerComparison.ByMetric;
import dev.assay.eval.comparison.AnswerReport;
import dev.assay.eval.comparison.ComparedAnswers.WholeScore;
import dev.assay.eval.comparison.CompletionChange;
import dev.assay.eval.comparison.LeftOut;
import dev.assay.eval.comparison.LogLikelihoodChange;
import dev.assay.eval.comparison.MeanEstimate;
import dev.assay.eval.comparison.PairedComparison;
import dev.assay.eval.comparison.PickChange;
import dev.assay.eval.page.Figures;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The page of {@code assay compare}; every run of a task in neighbouring lines. */
final class ComparePage {
  private final TerminalStyle style;
  private final List<AnswerReport> reports;
  private final ComparedRuns runs;
  private final List<ComparedLine> lines;

  /**
   * @param reports at least one, all with one baseline
   * @param subtasks lines also for tasks that a group counts in itself
   */
  ComparePage(TerminalStyle style, List<AnswerReport> reports, boolean subtasks) {
    this.style = style;
    this.reports = reports;
    this.runs =
        new ComparedRuns(
            style,
            reports.stream().map(AnswerReport::candidate).toList(),
            reports.get(0).baseline());
    List<String> names = new ArrayList<>();
    for (int run = 0; run < reports.size(); run++) {
      names.add(runs.name(run));
    }
    this.lines = ComparedLine.of(reports, names, subtasks);
  }

  /** The page, each line ended. */
  String text() {
    return "\n"
        + runs.head()
        + "\n"
        + section("Scores", "percent ± standard error; differences in points, 95 % intervals")
        + scores()
        + whole()
        + picks()
        + logLikelihoods()
        + completions()
        + leftOut();
  }

  private String section(String name, String meaning) {
    return style.bold(name) + "   " + style.faint(ascii(meaning)) + "\n";
  }

  private String ascii(String text) {
    return text.replace("±", style.symbol("±", "+-")).replace("Δ", style.symbol("Δ", "d"));
  }

  private String scores() {
    List<MeanEstimate> differences =
        lines.stream()
            .flatMap(line -> line.compared().answers().metrics().stream())
            .map(metric -> metric.score().difference())
            .toList();
    EstimateFormat points = EstimateFormat.points(style, differences.stream());
    TextTable table =
        table(
            Column.text("suite"),
            Column.text("metric"),
            Column.number("items"),
            Column.number("score"),
            Column.number("baseline"),
            Column.number("difference"),
            Column.number("wins"),
            Column.number("losses"),
            Column.number("p"));
    for (ComparedLine line : lines) {
      for (ByMetric metric : line.compared().answers().metrics()) {
        PairedComparison score = metric.score();
        add(
            table,
            line,
            Cell.of(metric.metric().toString()),
            Cell.of(Figures.count(score.items())),
            Cell.of(ComparisonTables.estimate(style, score.candidate())),
            Cell.of(ComparisonTables.estimate(style, score.baseline())),
            new Cell(
                ComparisonTables.points(score, points),
                text ->
                    ComparisonTables.judged(
                        style, metric.metric().definition().higherIsBetter(), score, text)),
            Cell.of(Figures.count(score.tally().wins())),
            Cell.of(Figures.count(score.tally().losses())),
            Cell.of(Figures.probability(score.tally().pValue())));
      }
    }
    return table.text(style::faint)
        + style.faint(
            "p is the exact sign test of wins and losses (McNemar's, on right and wrong).")
        + "\n";
  }

  /** Metrics that only all items together have; empty where there are none. */
  private String whole() {
    TextTable table =
        table(
            Column.text("suite"),
            Column.text("metric"),
            Column.number("run's"),
            Column.number("baseline's"));
    boolean any = false;
    for (ComparedLine line : lines) {
      for (WholeScore score : line.compared().whole()) {
        any = true;
        add(
            table,
            line,
            Cell.of(score.metric().toString()),
            Cell.of(value(score.candidate())),
            Cell.of(value(score.baseline())));
      }
    }
    return any
        ? "\n" + section("Of all items", "no means: no item has one") + table.text(style::faint)
        : "";
  }

  /** How often other choices are picked; empty where nothing is picked. */
  private String picks() {
    TextTable table =
        table(
            Column.text("suite"),
            Column.text("metric"),
            Column.number("items"),
            Column.number("changed"),
            Column.number("share"),
            Column.number("became right"),
            Column.number("became wrong"));
    boolean any = false;
    for (ComparedLine line : lines) {
      for (ByMetric metric : line.compared().answers().metrics()) {
        if (metric.picks().isPresent()) {
          any = true;
          PickChange picks = metric.picks().get();
          add(
              table,
              line,
              Cell.of(metric.metric().toString()),
              Cell.of(Figures.count(picks.items())),
              Cell.of(Figures.count(picks.changed())),
              Cell.of(Figures.decimal(100 * picks.share(), 2) + " %"),
              Cell.of(Figures.count(picks.becameRight())),
              Cell.of(Figures.count(picks.becameWrong())));
        }
      }
    }
    String meaning = "items on which a run picks another choice than " + runs.baseline();
    return any ? "\n" + section("Picks", meaning) + table.text(style::faint) : "";
  }

  /** How far log-likelihoods are apart; empty where there are none. */
  private String logLikelihoods() {
    TextTable table =
        table(
            Column.text("suite"),
            Column.number("choices"),
            Column.number("mean"),
            Column.number("largest"),
            Column.text("at"));
    boolean any = false;
    for (ComparedLine line : lines) {
      if (line.compared().answers().logLikelihoods().isPresent()) {
        any = true;
        LogLikelihoodChange change = line.compared().answers().logLikelihoods().get();
        add(
            table,
            line,
            Cell.of(Figures.count(change.choices())),
            Cell.of(number(change.mean())),
            Cell.of(number(change.largest())),
            Cell.of(change.largest() == 0 ? "" : ComparisonTables.where(change.where())));
      }
    }
    String meaning = "|Δ| of a choice's, or of a text's, in nats";
    return any ? "\n" + section("Log-likelihoods", meaning) + table.text(style::faint) : "";
  }

  /** How many texts are the same; empty where none were generated. */
  private String completions() {
    TextTable table =
        table(
            Column.text("suite"),
            Column.number("items"),
            Column.number("equal"),
            Column.number("share"));
    boolean any = false;
    for (ComparedLine line : lines) {
      if (line.compared().answers().completions().isPresent()) {
        any = true;
        CompletionChange change = line.compared().answers().completions().get();
        add(
            table,
            line,
            Cell.of(Figures.count(change.items())),
            Cell.of(Figures.count(change.equal())),
            Cell.of(Figures.decimal(100 * change.share(), 2) + " %"));
      }
    }
    String meaning = "items to which both runs wrote the same text";
    return any ? "\n" + section("Completions", meaning) + table.text(style::faint) : "";
  }

  /** What the figures leave out; empty where that is nothing. */
  private String leftOut() {
    StringBuilder text = new StringBuilder();
    boolean otherPrompt = false;
    for (ComparedLine line : lines) {
      LeftOut left = line.compared().answers().leftOut();
      text.append(ComparisonTables.leftOut(line.suite(), line.run(), left));
      otherPrompt |= left.otherPrompt() > 0;
    }
    if (otherPrompt) {
      text.append(
          "With --any_prompt answers to other prompts are compared, document by document.\n");
    }
    for (int run = 0; run < reports.size(); run++) {
      text.append(
          ComparisonTables.only(runs.name(run), runs.baseline(), reports.get(run).onlyCandidate()));
      text.append(
          ComparisonTables.only(runs.baseline(), runs.name(run), reports.get(run).onlyBaseline()));
    }
    return text.isEmpty() ? "" : "\n" + text;
  }

  /** With a column of runs where there are several. */
  private TextTable table(Column suite, Column... others) {
    List<Column> columns = new ArrayList<>(List.of(suite));
    if (reports.size() > 1) {
      columns.add(Column.text("run"));
    }
    columns.addAll(Arrays.asList(others));
    return new TextTable(columns.toArray(Column[]::new));
  }

  private void add(TextTable table, ComparedLine line, Cell... others) {
    List<Cell> cells = new ArrayList<>(List.of(Cell.of(line.suite())));
    if (reports.size() > 1) {
      cells.add(Cell.of(line.run()));
    }
    cells.addAll(Arrays.asList(others));
    table.add(cells.toArray(Cell[]::new));
  }

  private static String number(double value) {
    return Double.isNaN(value) ? "none" : Figures.number(value);
  }

  private String value(double value) {
    return Double.isNaN(value) ? "none" : style.figure(Figures.decimal(value, 4));
  }
}
