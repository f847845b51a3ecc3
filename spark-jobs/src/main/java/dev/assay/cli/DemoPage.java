package dev.assay.cli;

import dev.assay.cli.TextTable.Cell;
import dev.assay.cli.TextTable.Column;
import dev.assay.eval.comparison.ItemTally;
import dev.assay.eval.comparison.LeftOut;
import dev.assay.eval.comparison.MeanEstimate;
import dev.assay.spark.ComparedScore;
import dev.assay.spark.EvaluateResult;
import dev.assay.spark.Sharing;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;

/** The page of {@code assay demo}: what was compared, what it means, what to type next. */
final class DemoPage {
  private final TerminalStyle style;
  private final String launcher;

  /**
   * @param launcher the command as the user called it, for the lines to type next
   */
  DemoPage(TerminalStyle style, String launcher) {
    this.style = style;
    this.launcher = launcher;
  }

  /** The page, each line ended. */
  String of(DemoReport report) {
    List<ComparedScore> scores = report.comparison().outermost();
    return "\n"
        + title(report, scores)
        + "\n"
        + section("Scores", "percent, with 95 % intervals")
        + scores(report, scores)
        + "\n"
        + section("Item by item", report.names().candidate() + " against its baseline, in points")
        + differences(scores)
        + note("p: McNemar's exact test. An interval that holds 0 may be chance.")
        + leftOut(scores)
        + "\n"
        + section("Tokens", "what sharing prompts' beginnings saved, both models together")
        + sharing(report.runs())
        + "\n"
        + runs(report)
        + "\n"
        + next();
  }

  private String title(DemoReport report, List<ComparedScore> scores) {
    DemoReport.Machine machine = report.machine();
    String dot = " " + style.symbol("·", "|") + " ";
    String models = report.names().candidate() + " against " + report.names().baseline();
    return style.bold("Assay demo")
        + dot
        + style.bold(models)
        + "\n"
        + String.format(
            Locale.ROOT,
            "%d suites of %,d items%sSpark %s on %s, %d cores, JDK %d%s%.1f s%n",
            scores.size(),
            report.runs().get(0).items(),
            dot,
            machine.spark(),
            machine.master(),
            machine.cores(),
            machine.jdk(),
            dot,
            report.seconds());
  }

  private String section(String name, String meaning) {
    return style.bold(name) + style.faint(", " + meaning) + "\n";
  }

  private String note(String text) {
    return style.faint(text) + "\n";
  }

  private String scores(DemoReport report, List<ComparedScore> scores) {
    TextTable table =
        new TextTable(
            Column.text("suite"),
            Column.number("shots"),
            Column.text("metric"),
            Column.number("items"),
            Column.number(report.names().candidate()),
            Column.number(report.names().baseline()));
    for (ComparedScore score : scores) {
      table.add(
          Cell.of(score.name()),
          Cell.of(score.shots().isPresent() ? "" + score.shots().getAsInt() : "mixed"),
          Cell.of(score.metric().metric().label()),
          Cell.of(count(score.comparison().items())),
          Cell.of(percent(score.comparison().candidate())),
          Cell.of(percent(score.comparison().baseline())));
    }
    return table.text(style::faint);
  }

  private String differences(List<ComparedScore> scores) {
    DifferencePlot plot =
        DifferencePlot.of(style, scores.stream().map(s -> s.comparison().difference()).toList());
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
          new Cell(points(difference), text -> judged(score, text)),
          new Cell(plot.line(difference), text -> judged(score, text)),
          Cell.of(count(tally.wins())),
          Cell.of(count(tally.losses())),
          Cell.of(count(tally.ties())),
          Cell.of(probability(tally.pValue())));
    }
    return table.text(style::faint);
  }

  /** Coloured where the interval tells the two apart. */
  private String judged(ComparedScore score, String text) {
    MeanEstimate difference = score.comparison().difference();
    if (difference.interval().contains(0)) {
      return text;
    }
    boolean better = difference.mean() > 0 == score.metric().higherIsBetter();
    return better ? style.good(text) : style.bad(text);
  }

  private String leftOut(List<ComparedScore> scores) {
    StringBuilder text = new StringBuilder();
    for (ComparedScore score : scores) {
      LeftOut leftOut = score.comparison().leftOut();
      if (leftOut.total() > 0) {
        text.append(
            String.format(
                Locale.ROOT,
                "%s: %,d items left out, %,d of them failed%n",
                score.name(),
                leftOut.total(),
                leftOut.failed()));
      }
    }
    return text.toString();
  }

  private String sharing(List<EvaluateResult> runs) {
    Map<String, Sharing> sums = new LinkedHashMap<>();
    for (EvaluateResult run : runs) {
      run.sharing().forEach(one -> sums.merge(one.name(), one, DemoPage::sum));
    }
    Sharing all = sums.values().stream().reduce(new Sharing("together", 0, 0), DemoPage::sum);
    TextTable table =
        new TextTable(
            Column.text("suite"),
            Column.number("without sharing"),
            Column.number("computed"),
            Column.number("times fewer"));
    for (Sharing one : sums.values()) {
      table.add(cells(one));
    }
    if (sums.size() > 1) {
      table.add(cells(all));
    }
    return table.text(style::faint);
  }

  private static Sharing sum(Sharing one, Sharing other) {
    return new Sharing(
        one.name(),
        one.computedTokens() + other.computedTokens(),
        one.tokensWithoutSharing() + other.tokensWithoutSharing());
  }

  private static Cell[] cells(Sharing sharing) {
    double times = (double) sharing.tokensWithoutSharing() / Math.max(1, sharing.computedTokens());
    return new Cell[] {
      Cell.of(sharing.name()),
      Cell.of(count(sharing.tokensWithoutSharing())),
      Cell.of(count(sharing.computedTokens())),
      Cell.of(String.format(Locale.ROOT, "%.1f", times))
    };
  }

  private String runs(DemoReport report) {
    List<String> names = List.of(report.names().candidate(), report.names().baseline());
    int width = names.stream().mapToInt(String::length).max().orElse(0);
    String output = report.runs().get(0).output();
    StringBuilder text =
        new StringBuilder(section("Tables", "Parquet, one folder each, in " + output));
    IntStream.range(0, names.size())
        .forEach(
            i ->
                text.append(
                    String.format(
                        Locale.ROOT,
                        "%-" + width + "s   run %s   %s%n",
                        names.get(i),
                        report.runs().get(i).runId(),
                        progress(report.runs().get(i)))));
    if (report.log() != null) {
      text.append(note("Spark's messages: " + report.log()));
    }
    return text.toString();
  }

  private static String progress(EvaluateResult run) {
    return switch (run.progress()) {
      case COMPLETE_BEFORE -> "was complete before: nothing was computed";
      case CONTINUED -> "continued from its committed chunks";
      case COMPUTED ->
          String.format(
              Locale.ROOT,
              "%,d items in %.1f s, %.1f items/s",
              run.itemsNow(),
              run.seconds(),
              run.itemsNow() / run.seconds());
    };
  }

  private String next() {
    return style.bold("Next")
        + "\n"
        + command("your own model", "demo --model FOLDER")
        + command("real data", "data fetch mmlu hellaswag piqa")
        + command(
            "a cluster",
            "evaluate --master spark://HOST:7077 --model FOLDER --tasks mmlu --data DIR --output"
                + " DIR");
  }

  private String command(String purpose, String arguments) {
    return String.format("%-14s   %s %s%n", purpose, launcher, arguments);
  }

  private static String percent(MeanEstimate score) {
    if (Double.isNaN(score.mean())) {
      return "none";
    }
    return String.format(
        Locale.ROOT,
        "%.1f [%4.1f, %5.1f]",
        100 * score.mean(),
        100 * score.interval().lower(),
        100 * score.interval().upper());
  }

  private String points(MeanEstimate difference) {
    if (Double.isNaN(difference.mean())) {
      return "none";
    }
    return String.format(
            Locale.ROOT,
            "%+.1f [%+5.1f, %+5.1f]",
            100 * difference.mean(),
            100 * difference.interval().lower(),
            100 * difference.interval().upper())
        .replace("-", style.symbol("−", "-"));
  }

  private static String probability(double p) {
    return p < 0.001 ? "<0.001" : String.format(Locale.ROOT, "%.3f", p);
  }

  private static String count(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }
}
