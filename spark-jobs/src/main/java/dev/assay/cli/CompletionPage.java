package dev.assay.cli;

import dev.assay.cli.TextTable.Cell;
import dev.assay.cli.TextTable.Column;
import dev.assay.eval.comparison.CompletionComparison;
import dev.assay.eval.comparison.PairedComparison;
import dev.assay.spark.internal.completion.CompletionReport;
import dev.assay.spark.internal.completion.CompletionReport.ComparedTask;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The page of {@code assay compare} of runs whose answers were generated. */
final class CompletionPage {
  private final TerminalStyle style;
  private final List<CompletionReport> reports;
  private final ComparedRuns runs;

  /**
   * @param reports at least one, all with one baseline
   */
  CompletionPage(TerminalStyle style, List<CompletionReport> reports) {
    this.style = style;
    this.reports = reports;
    this.runs =
        new ComparedRuns(
            style,
            reports.stream().map(CompletionReport::candidate).toList(),
            reports.get(0).baseline());
  }

  /** The page, each line ended. */
  String text() {
    String plusMinus = style.symbol("±", "+-");
    return "\n"
        + runs.head()
        + "\n"
        + style.bold("Scores")
        + "   "
        + style.faint(
            "percent " + plusMinus + " standard error; differences in points, 95 % intervals")
        + "\n"
        + scores()
        + style.faint(
            "p is the exact sign test of wins and losses (McNemar's, on right and wrong).")
        + "\n\n"
        + style.bold("Completions")
        + "   "
        + style.faint("items to which both runs wrote the same text")
        + "\n"
        + completions()
        + leftOut();
  }

  private String scores() {
    EstimateFormat points =
        EstimateFormat.points(
            style,
            reports.stream()
                .flatMap(report -> report.tasks().stream())
                .flatMap(task -> task.completions().scores().stream())
                .map(score -> score.score().difference()));
    TextTable table =
        new TextTable(
            Column.text("suite"),
            Column.text("run"),
            Column.text("filter"),
            Column.text("metric"),
            Column.number("items"),
            Column.number("score"),
            Column.number("baseline"),
            Column.number("difference"),
            Column.number("wins"),
            Column.number("losses"),
            Column.number("p"));
    for (int run = 0; run < reports.size(); run++) {
      for (ComparedTask task : reports.get(run).tasks()) {
        for (CompletionComparison.ByFilter one : task.completions().scores()) {
          PairedComparison score = one.score();
          boolean higher = one.metric().higherIsBetter();
          table.add(
              Cell.of(task.task().name()),
              Cell.of(runs.name(run)),
              Cell.of(one.filter()),
              Cell.of(one.metric().metric().label()),
              Cell.of(ComparisonTables.count(score.items())),
              Cell.of(ComparisonTables.estimate(style, score.candidate())),
              Cell.of(ComparisonTables.estimate(style, score.baseline())),
              new Cell(
                  ComparisonTables.points(score, points),
                  text -> ComparisonTables.judged(style, higher, score, text)),
              Cell.of(ComparisonTables.count(score.tally().wins())),
              Cell.of(ComparisonTables.count(score.tally().losses())),
              Cell.of(ComparisonTables.probability(score.tally().pValue())));
        }
      }
    }
    return table.text(style::faint);
  }

  private String completions() {
    TextTable table =
        new TextTable(
            Column.text("suite"),
            Column.text("run"),
            Column.number("items"),
            Column.number("equal"),
            Column.number("share"));
    for (int run = 0; run < reports.size(); run++) {
      for (ComparedTask task : reports.get(run).tasks()) {
        CompletionComparison compared = task.completions();
        String share =
            String.format(Locale.ROOT, "%.2f %%", 100.0 * compared.equal() / compared.items());
        table.add(
            Cell.of(task.task().name()),
            Cell.of(runs.name(run)),
            Cell.of(ComparisonTables.count(compared.items())),
            Cell.of(ComparisonTables.count(compared.equal())),
            Cell.of(compared.items() == 0 ? "none" : share));
      }
    }
    return table.text(style::faint);
  }

  private String leftOut() {
    List<String> text = new ArrayList<>();
    for (int run = 0; run < reports.size(); run++) {
      CompletionReport report = reports.get(run);
      for (ComparedTask task : report.tasks()) {
        text.add(
            ComparisonTables.leftOut(
                task.task().name(), runs.name(run), task.completions().leftOut()));
      }
      text.add(ComparisonTables.only(runs.name(run), runs.baseline(), report.onlyCandidate()));
      text.add(ComparisonTables.only(runs.baseline(), runs.name(run), report.onlyBaseline()));
    }
    String all = String.join("", text);
    return all.isEmpty() ? "" : "\n" + all;
  }
}
