package dev.assay.cli.regress;

import dev.assay.cli.terminal.TerminalStyle;
import dev.assay.cli.terminal.TextTable;
import dev.assay.cli.terminal.TextTable.Cell;
import dev.assay.cli.terminal.TextTable.Column;
import dev.assay.eval.gate.GateLine;
import dev.assay.eval.gate.report.GateReport;
import dev.assay.eval.gate.report.Numbers;
import dev.assay.eval.gate.report.ReportedRun;
import dev.assay.eval.gate.report.VerdictText;
import java.util.Locale;

/** What {@code assay regress run} and {@code check} print. */
final class GatePage {
  private final TerminalStyle style;
  private final GateReport report;

  GatePage(TerminalStyle style, GateReport report) {
    this.style = style;
    this.report = report;
  }

  /** The page, each line ended. */
  String text() {
    TextTable table =
        new TextTable(
            Column.text("line"),
            Column.text("mode"),
            Column.number("items"),
            Column.number("baseline"),
            Column.number("candidate"),
            Column.number(style.symbol("Δ", "d") + " [95 %]"),
            Column.number("W/L"),
            Column.number("p adj"),
            Column.number("effect"),
            Column.number("mde"),
            Column.text("status"));
    for (GateLine line : report.worstFirst()) {
      table.add(
          Cell.of(line.name().toString()),
          Cell.of(line.name().mode()),
          Cell.of(String.format(Locale.ROOT, "%,d", line.items())),
          Cell.of(Numbers.value(line, line.baseline())),
          Cell.of(Numbers.value(line, line.candidate())),
          Cell.of(ascii(Numbers.difference(line))),
          Cell.of(Numbers.tally(line)),
          Cell.of(Numbers.probability(line.adjusted())),
          Cell.of(Numbers.size(line, line.effect())),
          Cell.of(Numbers.size(line, line.mde())),
          new Cell(status(line), text -> styled(line, text)));
    }
    return "\n"
        + style.bold(report.configuration().name())
        + "   "
        + style.faint(
            report.candidate().runId()
                + " against "
                + report.baseline().map(ReportedRun::runId).orElse("nothing"))
        + "\n"
        + table.text(style::faint)
        + ascii(VerdictText.of(report))
        + "\n";
  }

  private String ascii(String text) {
    return text.replace("−", style.symbol("−", "-"));
  }

  private static String status(GateLine line) {
    return line.status()
        + (line.informative() ? " (information)" : "")
        + (line.reason().isEmpty() ? "" : ": " + line.reason());
  }

  private String styled(GateLine line, String text) {
    return switch (line.status()) {
      case REGRESSED, CHANGED, NOT_COMPARABLE -> style.bad(text);
      case IMPROVED -> style.good(text);
      default -> text;
    };
  }
}
