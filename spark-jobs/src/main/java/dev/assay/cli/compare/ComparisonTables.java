package dev.assay.cli.compare;

import dev.assay.cli.terminal.TerminalStyle;
import dev.assay.cli.terminal.TextTable;
import dev.assay.cli.terminal.TextTable.Cell;
import dev.assay.cli.terminal.TextTable.Column;
import dev.assay.eval.comparison.ComparedScore;
import dev.assay.eval.comparison.ItemTally;
import dev.assay.eval.comparison.LeftOut;
import dev.assay.eval.comparison.LogLikelihoodChange;
import dev.assay.eval.comparison.MeanEstimate;
import dev.assay.eval.comparison.PairedComparison;
import dev.assay.eval.page.Figures;
import java.util.List;
import java.util.Locale;

/** Two runs compared, as tables for a terminal. */
public record ComparisonTables(TerminalStyle style, ModelNames names, List<ComparedScore> scores) {
  private static final double SIGNIFICANCE = 0.05;

  /** Both runs' scores side by side. */
  public String sideBySide() {
    EstimateFormat candidate =
        EstimateFormat.percent(style, scores.stream().map(s -> s.comparison().candidate()));
    EstimateFormat baseline =
        EstimateFormat.percent(style, scores.stream().map(s -> s.comparison().baseline()));
    TextTable table =
        new TextTable(
            Column.text("suite"),
            Column.number("shots"),
            Column.text("metric"),
            Column.number("items"),
            Column.number(names.candidate()),
            Column.number(names.baseline()));
    for (ComparedScore score : scores) {
      table.add(
          Cell.of(score.name()),
          Cell.of(score.shots().isPresent() ? "" + score.shots().getAsInt() : "mixed"),
          Cell.of(score.metric().toString()),
          Cell.of(Figures.count(score.comparison().items())),
          Cell.of(candidate.of(score.comparison().candidate())),
          Cell.of(baseline.of(score.comparison().baseline())));
    }
    return table.text(style::faint);
  }

  /** Differences, drawn and in numbers, wins, losses, ties and what chance makes of them. */
  public String itemByItem() {
    List<MeanEstimate> all = scores.stream().map(s -> s.comparison().difference()).toList();
    DifferencePlot plot = DifferencePlot.of(style, all);
    EstimateFormat points = EstimateFormat.points(style, all.stream());
    TextTable table =
        new TextTable(
            Column.text("suite"),
            Column.number("difference"),
            Column.text(plot.heading()),
            Column.number("wins"),
            Column.number("losses"),
            Column.number("ties"),
            Column.number("p"));
    for (ComparedScore score : scores) {
      MeanEstimate difference = score.comparison().difference();
      ItemTally tally = score.comparison().tally();
      table.add(
          Cell.of(score.name()),
          new Cell(points(score.comparison(), points), text -> judged(score, text)),
          new Cell(plot.line(difference), text -> judged(score, text)),
          Cell.of(Figures.count(tally.wins())),
          Cell.of(Figures.count(tally.losses())),
          Cell.of(Figures.count(tally.ties())),
          Cell.of(Figures.probability(tally.pValue())));
    }
    return table.text(style::faint);
  }

  private String judged(ComparedScore score, String text) {
    return judged(style, score.metric().definition().higherIsBetter(), score.comparison(), text);
  }

  /** Coloured where the exact test tells the two apart, which holds on few items too. */
  static String judged(
      TerminalStyle style, boolean higherIsBetter, PairedComparison comparison, String text) {
    if (comparison.tally().pValue() >= SIGNIFICANCE) {
      return text;
    }
    boolean better = comparison.difference().mean() > 0 == higherIsBetter;
    return better ? style.good(text) : style.bad(text);
  }

  /** A line for every score whose runs do not have the same items; empty where they have. */
  public String leftOut() {
    StringBuilder text = new StringBuilder();
    for (ComparedScore score : scores) {
      LeftOut leftOut = score.comparison().leftOut();
      if (leftOut.total() > 0) {
        text.append(
            String.format(
                Locale.ROOT,
                "%s: %,d items left out (%,d failed, %,d in one run only)%n",
                score.name(),
                leftOut.total(),
                leftOut.failed(),
                leftOut.onlyCandidate() + leftOut.onlyBaseline()));
      }
    }
    return text.toString();
  }

  /** The difference, unless there is nothing to speak of. */
  static String points(PairedComparison comparison, EstimateFormat format) {
    ItemTally tally = comparison.tally();
    if (tally.wins() + tally.losses() == 0) {
      // The interval of no spread would promise what nobody knows.
      return tally.ties() == 0 ? "none" : "no item differs";
    }
    return format.of(comparison.difference());
  }

  /** A score and its standard error in percent. */
  static String estimate(TerminalStyle style, MeanEstimate score) {
    if (Double.isNaN(score.mean())) {
      return "none";
    }
    String error =
        Double.isNaN(score.standardError()) ? "none" : Figures.share(score.standardError());
    return Figures.share(score.mean()) + " " + style.symbol("±", "+-") + " " + error;
  }

  /** What a comparison leaves out; empty where that is nothing. */
  static String leftOut(String suite, String run, LeftOut left) {
    return left.total() == 0
        ? ""
        : String.format(
            Locale.ROOT,
            "%s, %s: %,d items left out (%,d of the run only, %,d of the baseline only, %,d failed,"
                + " %,d with another prompt)%n",
            suite,
            run,
            left.total(),
            left.onlyCandidate(),
            left.onlyBaseline(),
            left.failed(),
            left.otherPrompt());
  }

  /** Tasks that one of two runs has alone; empty where there are none. */
  static String only(String name, String other, List<String> tasks) {
    return tasks.isEmpty()
        ? ""
        : "in " + name + " and not in " + other + ": " + String.join(", ", tasks) + "\n";
  }

  /** Where log-likelihoods are furthest apart. */
  static String where(LogLikelihoodChange.Choice choice) {
    return String.format(
        Locale.ROOT,
        "%s, document %d, choice %d: %.4f, %.4f",
        choice.task(),
        choice.docId(),
        choice.choice(),
        choice.candidate(),
        choice.baseline());
  }
}
