package dev.assay.cli.bench;

import static dev.assay.cli.bench.BenchTables.cell;
import static dev.assay.cli.bench.BenchTables.percent;
import static dev.assay.cli.bench.BenchTables.section;

import dev.assay.bench.BenchReport;
import dev.assay.bench.Ceilings.Ceiling;
import dev.assay.bench.Product;
import dev.assay.cli.terminal.TerminalStyle;
import dev.assay.cli.terminal.TextTable;
import dev.assay.cli.terminal.TextTable.Cell;
import dev.assay.cli.terminal.TextTable.Column;

/** What {@code assay bench} says of the machine itself: ceilings, and products near them. */
final class BenchMachineTables {
  private final TerminalStyle style;
  private final BenchReport report;

  BenchMachineTables(TerminalStyle style, BenchReport report) {
    this.style = style;
    this.report = report;
  }

  String text() {
    return section(style, "Ceilings", "what the machine reached, best run")
        + ceilings()
        + "\n"
        + section(
            style,
            "Products",
            "rows x inputs x outputs, " + threads(report.ceilings().allThreads()))
        + products()
        + style.faint("shares: of the ceilings, of multiply-adds f and of reading weights r.\n");
  }

  private String ceilings() {
    Ceiling one = report.ceilings().oneThread();
    Ceiling all = report.ceilings().allThreads();
    TextTable table =
        new TextTable(Column.text(""), Column.number("1 thread"), Column.number(threads(all)));
    table.add(
        Cell.of("float32 multiply-adds, GFLOP/s"),
        cell("%,.1f", one.flopsPerSecond().best() / 1e9),
        cell("%,.1f", all.flopsPerSecond().best() / 1e9));
    table.add(
        Cell.of("memory read, GB/s"),
        cell("%,.1f", one.readBytesPerSecond().best() / 1e9),
        cell("%,.1f", all.readBytesPerSecond().best() / 1e9));
    return table.text(style::faint);
  }

  private String products() {
    TextTable table =
        new TextTable(
            Column.text("weights"),
            Column.number("size"),
            Column.number("GFLOP/s, best"),
            Column.number("f"),
            Column.number("r"),
            Column.number("median"),
            Column.number("f"),
            Column.number("r"));
    for (Product product : report.products()) {
      table.add(
          Cell.of(product.weights()),
          Cell.of(product.rows() + " x " + product.inputs() + " x " + product.outputs()),
          cell("%,.1f", product.flopsPerSecond().best() / 1e9),
          Cell.of(percent(product.shareOfFlops().best())),
          Cell.of(percent(product.shareOfBandwidth().best())),
          cell("%,.1f", product.flopsPerSecond().median() / 1e9),
          Cell.of(percent(product.shareOfFlops().median())),
          Cell.of(percent(product.shareOfBandwidth().median())));
    }
    return table.text(style::faint);
  }

  private static String threads(Ceiling ceiling) {
    return ceiling.threads() + (ceiling.threads() == 1 ? " thread" : " threads");
  }
}
