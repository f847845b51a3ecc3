package dev.assay.cli.regress;

import dev.assay.cli.options.SparkOptions;
import dev.assay.cli.terminal.TextTable;
import dev.assay.cli.terminal.TextTable.Cell;
import dev.assay.cli.terminal.TextTable.Column;
import dev.assay.eval.gate.settings.GateConfiguration;
import dev.assay.spark.internal.gate.EarlierGate;
import dev.assay.spark.internal.gate.GateHistory;
import dev.assay.spark.internal.gate.Pin;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code assay regress list}. */
@Command(
    name = "list",
    description = "Lists gates, the latest first, and what is pinned.",
    mixinStandardHelpOptions = true,
    sortOptions = false)
final class RegressListCommand implements Callable<Integer> {
  @Mixin private HistoryOptions history;

  @Option(
      names = "--last",
      paramLabel = "N",
      description = "Gates that are listed (default: ${DEFAULT-VALUE}).",
      defaultValue = "20")
  private int last;

  @Mixin private SparkOptions sparkOptions;
  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    String folder = history.folder();
    String name = history.configuration().map(GateConfiguration::name).orElse(null);
    GateHistory tables = new GateHistory(sparkOptions.hadoop(), folder);
    print(tables.gates(name), tables.pins().stream().filter(Pin::active).toList());
    return 0;
  }

  private void print(List<EarlierGate> gates, List<Pin> pins) {
    PrintWriter out = spec.commandLine().getOut();
    TextTable table =
        new TextTable(
            Column.text("gate"),
            Column.text("name"),
            Column.text("candidate"),
            Column.text("baseline"),
            Column.text("status"),
            Column.number("exit"));
    gates.stream()
        .limit(last)
        .forEach(
            gate ->
                table.add(
                    Cell.of(gate.gateId()),
                    Cell.of(gate.name()),
                    Cell.of(gate.candidate().runId()),
                    Cell.of(gate.baselineRun() == null ? "none" : gate.baselineRun()),
                    Cell.of(gate.status()),
                    Cell.of(String.valueOf(gate.exitCode()))));
    out.print(gates.isEmpty() ? "no gate yet\n" : table.text(text -> text));
    TextTable tags =
        new TextTable(
            Column.text("pinned"),
            Column.text("run"),
            Column.text("since"),
            Column.text("by"),
            Column.text("note"));
    for (Pin pin : pins) {
      tags.add(
          Cell.of(pin.tag()),
          Cell.of(pin.run().toString()),
          Cell.of(pin.pinned().truncatedTo(ChronoUnit.SECONDS).toString()),
          Cell.of(pin.by()),
          Cell.of(pin.note()));
    }
    out.print(pins.isEmpty() ? "nothing is pinned\n" : "\n" + tags.text(text -> text));
    out.flush();
  }
}
