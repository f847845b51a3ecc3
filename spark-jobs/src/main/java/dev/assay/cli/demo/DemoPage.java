package dev.assay.cli.demo;

import dev.assay.cli.compare.ComparisonTables;
import dev.assay.cli.terminal.TerminalStyle;
import dev.assay.cli.terminal.TextTable;
import dev.assay.cli.terminal.TextTable.Cell;
import dev.assay.cli.terminal.TextTable.Column;
import dev.assay.eval.comparison.ComparedScore;
import dev.assay.eval.gate.GateLine;
import dev.assay.eval.gate.report.Numbers;
import dev.assay.eval.safety.SafetyHeadline;
import dev.assay.spark.internal.evaluate.EvaluateResult;
import dev.assay.spark.internal.evaluate.Sharing;
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
    List<ComparedScore> scores = report.scores().stream().filter(ComparedScore::outermost).toList();
    ComparisonTables tables = new ComparisonTables(style, report.names(), scores);
    return "\n"
        + title(report, scores)
        + "\n"
        + section("Scores", "percent, with 95 % intervals")
        + tables.sideBySide()
        + "\n"
        + section(
            "Item by item",
            report.names().candidate() + " minus " + report.names().baseline() + ", in points")
        + tables.itemByItem()
        + note(
            "p is McNemar's exact test of wins and losses; on few items it counts before the"
                + " interval.")
        + tables.leftOut()
        + "\n"
        + safety(report)
        + sides(report)
        + gate(report.gate())
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
            "%,d items in %d suites%sSpark %s on %s, %d cores, JDK %d%s%.1f s%n",
            report.runs().get(0).scores().items(),
            scores.size(),
            dot,
            machine.spark(),
            machine.master(),
            machine.cores(),
            machine.jdk(),
            dot,
            report.seconds());
  }

  private String section(String name, String meaning) {
    return style.bold(name) + "   " + style.faint(meaning) + "\n";
  }

  private String note(String text) {
    return style.faint(text) + "\n";
  }

  private String safety(DemoReport report) {
    if (report.safety().isEmpty()) {
      return "";
    }
    TextTable table =
        new TextTable(
            Column.text("set"),
            Column.text("metric"),
            Column.number("items"),
            Column.number(report.names().candidate()),
            Column.number(report.names().baseline()));
    String before = null;
    for (SafetyHeadline headline : report.safety()) {
      table.add(
          Cell.of(headline.task().equals(before) ? "" : headline.task()),
          Cell.of(headline.metric() + better(headline.direction())),
          Cell.of(headline.items()),
          Cell.of(plain(headline.values().get(0))),
          Cell.of(plain(headline.values().get(1))));
      before = headline.task();
    }
    StringBuilder text =
        new StringBuilder(section("Safety", "percent, with 95 % intervals; from assay safety"));
    text.append(table.text(style::faint));
    text.append(
        note(
            "A rule of phrases is no evidence by itself that one model refuses more than"
                + " another."));
    report.pages().forEach(page -> text.append(note("The whole report: " + page)));
    return text.append("\n").toString();
  }

  private String sides(DemoReport report) {
    if (report.sides().isEmpty()) {
      return "";
    }
    StringBuilder text =
        new StringBuilder(
            section(
                "Side by side",
                report.names().candidate()
                    + " against "
                    + report.names().baseline()
                    + ", a few instructions, percent; from assay side-by-side"));
    text.append(report.sides().get().table(style::faint, this::plain));
    report.sides().get().remarks().forEach(remark -> text.append(note(remark)));
    return text.append("\n").toString();
  }

  private String gate(DemoGate gate) {
    TextTable table =
        new TextTable(
            Column.text("candidate"),
            Column.text("line"),
            Column.text("mode"),
            Column.number("items"),
            Column.number(style.symbol("Δ", "d") + " [95 %]"),
            Column.number("W/L"),
            Column.text("status"));
    for (DemoGate.Named one : gate.gates()) {
      String name = one.candidate();
      for (GateLine line : one.verdict().lines()) {
        table.add(
            Cell.of(name),
            Cell.of(line.name().toString()),
            Cell.of(line.name().mode()),
            Cell.of(count(line.items())),
            Cell.of(Numbers.difference(line).replace("−", style.symbol("−", "-"))),
            Cell.of(Numbers.tally(line)),
            Cell.of(
                line.status()
                    + (line.informative() ? " (information)" : "")
                    + (line.reason().isEmpty() ? "" : ": " + line.reason())));
        name = "";
      }
    }
    StringBuilder text =
        new StringBuilder(
            section("Gate", "may it take the model's place, in points; from assay regress"));
    text.append(table.text(style::faint));
    gate.gates()
        .forEach(
            one ->
                text.append(
                    note(
                        "%s: %s; page %s/gate.html"
                            .formatted(one.candidate(), one.verdict().status(), one.folder()))));
    return text.append("\n").toString();
  }

  private String plain(String value) {
    return value.equals("–") ? style.symbol(value, "-") : value;
  }

  private String better(String direction) {
    return switch (direction) {
      case "higher" -> " " + style.symbol("↑", "(more is better)");
      case "lower" -> " " + style.symbol("↓", "(less is better)");
      default -> "";
    };
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
    return switch (run.completion()) {
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
        + command("real data", "data fetch mmlu hellaswag piqa --output benchmarks")
        + command(
            "a cluster",
            "evaluate --master spark://HOST:7077 --model FOLDER \\\n"
                + " ".repeat(21)
                + "--tasks mmlu,hellaswag,piqa --data benchmarks --output results");
  }

  private String command(String purpose, String arguments) {
    return String.format("%-14s   %s %s%n", purpose, launcher, arguments);
  }

  private static String count(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }
}
