package dev.assay.cli.bench;

import dev.assay.bench.BenchReport;
import dev.assay.bench.Machine;
import dev.assay.bench.ModelSpeed;
import dev.assay.bench.Rate;
import dev.assay.bench.Ratio;
import dev.assay.cli.terminal.TerminalStyle;
import dev.assay.cli.terminal.TextTable;
import dev.assay.cli.terminal.TextTable.Cell;
import dev.assay.cli.terminal.TextTable.Column;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The page of {@code assay bench} on a terminal: medians, models side by side. */
final class BenchTables {
  private final TerminalStyle style;
  private final BenchReport report;
  private final List<ModelSpeed> models;

  BenchTables(TerminalStyle style, BenchReport report) {
    this.style = style;
    this.report = report;
    this.models = report.models();
  }

  /** Each line ended. */
  String page() {
    return title()
        + "\n"
        + new BenchMachineTables(style, report).text()
        + "\n"
        + section("Models", "one row each; median")
        + models()
        + "\n"
        + new BenchCostTables(style, models).text()
        + "\n"
        + section("Prompts", "tokens/s, and as a share of the multiply-add ceiling; median")
        + prompts()
        + "\n"
        + section("Generation", "tokens/s of all sequences together; median")
        + generation()
        + style.faint("share: of the ceiling that binds, r reading weights, f multiply-adds.\n")
        + "\n"
        + section("Ratios", "of the best runs, and of the middle ones")
        + ratios()
        + leftOut();
  }

  private String title() {
    Machine machine = report.machine();
    String dot = " " + style.symbol("·", "|") + " ";
    return style.bold("Assay bench")
        + dot
        + style.bold(models.stream().map(ModelSpeed::name).collect(Collectors.joining(", ")))
        + "\n"
        + String.format(
            Locale.ROOT,
            "%s, %d cores%sJDK %s%s%s, %d threads%sload %.2f before%n",
            machine.processor(),
            machine.cores(),
            dot,
            machine.jdk(),
            dot,
            report.kernels(),
            report.settings().threads(),
            dot,
            machine.loadAverage())
        + (machine.wasBusy()
            ? style.bad(
                    "The machine was busy: speeds are too low, and shares of the ceilings are"
                        + " uncertain.")
                + "\n"
            : "");
  }

  private String section(String name, String meaning) {
    return section(style, name, meaning);
  }

  /** A heading, its line ended. */
  static String section(TerminalStyle style, String name, String meaning) {
    return style.bold(name) + "   " + style.faint(meaning) + "\n";
  }

  private String models() {
    TextTable table =
        new TextTable(
            Column.text("model"),
            Column.number("layers"),
            Column.number("parameters"),
            Column.number("weights, GB"),
            Column.number("logits rows/s"),
            Column.number("share"));
    for (ModelSpeed model : models) {
      table.add(
          Cell.of(model.name()),
          cell("%d", model.layers()),
          cell("%,d", model.parameters()),
          cell("%.2f", model.weightBytes() / 1e9),
          cell("%,.1f", model.vocabulary().rowsPerSecond().median()),
          Cell.of(percent(model.vocabulary().shareOfFlops())));
    }
    return table.text(style::faint);
  }

  private String prompts() {
    TextTable table = table(Stream.of("tokens"));
    for (int length : report.settings().promptLengths()) {
      List<Cell> cells = new ArrayList<>(List.of(cell("%,d", length)));
      for (ModelSpeed model : models) {
        cells.addAll(
            model.prompts().stream()
                .filter(prompt -> prompt.promptTokens() == length)
                .findFirst()
                .map(prompt -> figures(prompt.tokensPerSecond(), percent(prompt.shareOfFlops())))
                .orElseGet(BenchTables::nothing));
      }
      table.add(cells.toArray(Cell[]::new));
    }
    return table.text(style::faint);
  }

  private String generation() {
    TextTable table = table(Stream.of("read before", "sequences"));
    for (int position : report.settings().positions()) {
      for (int batch : report.settings().batches()) {
        List<Cell> cells = new ArrayList<>(List.of(cell("%,d", position), cell("%d", batch)));
        for (ModelSpeed model : models) {
          cells.addAll(
              model.generation().stream()
                  .filter(step -> step.position() == position && step.batch() == batch)
                  .findFirst()
                  .map(step -> figures(step.tokensPerSecond(), binding(step)))
                  .orElseGet(BenchTables::nothing));
        }
        table.add(cells.toArray(Cell[]::new));
      }
    }
    return table.text(style::faint);
  }

  /** The share of the ceiling that the step is nearer to. */
  private static String binding(ModelSpeed.Generation step) {
    boolean reading = step.shareOfBandwidth().median() >= step.shareOfFlops().median();
    return percent(reading ? step.shareOfBandwidth() : step.shareOfFlops())
        + (reading ? " r" : " f");
  }

  /** Rows of one kind together, so that models can be compared. */
  private String ratios() {
    TextTable table =
        new TextTable(
            Column.text(""), Column.text("model"), Column.number("best"), Column.number("median"));
    for (String kind : report.ratios().stream().map(Ratio::ratio).distinct().toList()) {
      for (Ratio ratio : report.ratios()) {
        if (ratio.ratio().equals(kind)) {
          table.add(
              Cell.of(ratio.description()),
              Cell.of(ratio.model() == null ? "" : ratio.model()),
              cell("%,.3f", ratio.best()),
              cell("%,.3f", ratio.median()));
        }
      }
    }
    return table.text(style::faint);
  }

  private String leftOut() {
    StringBuilder text = new StringBuilder();
    for (ModelSpeed model : models) {
      for (ModelSpeed.LeftOut left : model.leftOut()) {
        text.append(
            String.format(
                Locale.ROOT,
                "%s: not measured, %s of %d at %,d tokens: %s%n",
                model.name(),
                left.measure(),
                left.batch(),
                left.position(),
                left.reason()));
      }
    }
    return text.isEmpty() ? "" : "\n" + text;
  }

  /** With two columns per model: a speed and a share. */
  private TextTable table(Stream<String> first) {
    return new TextTable(
        Stream.concat(first, models.stream().flatMap(model -> Stream.of(model.name(), "share")))
            .map(Column::number)
            .toArray(Column[]::new));
  }

  private static List<Cell> figures(Rate rate, String share) {
    return List.of(cell("%,.1f", rate.median()), Cell.of(share));
  }

  private static List<Cell> nothing() {
    return List.of(Cell.of("-"), Cell.of(""));
  }

  static Cell cell(String format, Object value) {
    return Cell.of(String.format(Locale.ROOT, format, value));
  }

  private static String percent(Rate share) {
    return percent(share.median());
  }

  static String percent(double share) {
    return String.format(Locale.ROOT, "%.0f %%", 100 * share);
  }
}
