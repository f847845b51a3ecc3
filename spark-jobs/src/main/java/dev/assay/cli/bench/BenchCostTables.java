package dev.assay.cli.bench;

import static dev.assay.cli.bench.BenchTables.cell;
import static dev.assay.cli.bench.BenchTables.section;

import dev.assay.bench.ModelSpeed;
import dev.assay.cli.terminal.TerminalStyle;
import dev.assay.cli.terminal.TextTable;
import dev.assay.cli.terminal.TextTable.Cell;
import dev.assay.cli.terminal.TextTable.Column;
import java.util.List;

/** What a model costs before it is at speed: loading, memory, the first requests. */
final class BenchCostTables {
  private final TerminalStyle style;
  private final List<ModelSpeed> models;

  BenchCostTables(TerminalStyle style, List<ModelSpeed> models) {
    this.style = style;
    this.models = models;
  }

  String text() {
    return section(style, "Loading and memory", "GB, and GB/s of the files")
        + memory()
        + "\n"
        + section(style, "First requests", requestsMeaning())
        + requests();
  }

  private String memory() {
    TextTable table =
        new TextTable(
            Column.text("model"),
            Column.number("loaded in, s"),
            Column.number("GB/s"),
            Column.number("copied at, GB/s"),
            Column.number("heap"),
            Column.number("resident"),
            Column.number("reading prompts"),
            Column.number("peak"));
    for (ModelSpeed model : models) {
      ModelSpeed.Loading.Files files = model.loading().files();
      ModelSpeed.Memory memory = model.memory();
      table.add(
          Cell.of(model.name()),
          cell("%.2f", model.loading().seconds()),
          files == null ? Cell.of("-") : cell("%.2f", files.loadBytesPerSecond() / 1e9),
          files == null ? Cell.of("-") : cell("%.2f", files.copyBytesPerSecond().median() / 1e9),
          gigabytes(memory.heap()),
          gigabytes(memory.residentAfterLoading()),
          gigabytes(memory.residentWhileReading()),
          gigabytes(memory.peakWhileReading()));
    }
    return table.text(style::faint);
  }

  private static Cell gigabytes(Long bytes) {
    return bytes == null ? Cell.of("-") : cell("%.2f", bytes / 1e9);
  }

  private String requestsMeaning() {
    ModelSpeed.Requests requests = models.get(0).requests();
    return "tokens/s of "
        + requests.count()
        + " requests of "
        + requests.tokens()
        + " tokens, one by one; nothing had run before but loading";
  }

  private String requests() {
    TextTable table =
        new TextTable(
            Column.text("model"),
            Column.number("first"),
            Column.number("10th"),
            Column.number("last"),
            Column.number("median of the last fifth"),
            Column.text(""));
    for (ModelSpeed model : models) {
      ModelSpeed.Requests requests = model.requests();
      table.add(
          Cell.of(model.name()),
          cell("%,.1f", requests.first()),
          requests.tenth() == null ? Cell.of("-") : cell("%,.1f", requests.tenth()),
          cell("%,.1f", requests.last()),
          cell("%,.1f", requests.medianOfLast()),
          Cell.of(requests.warm() ? "after another model" : ""));
    }
    return table.text(style::faint);
  }
}
