package dev.assay.cli.regress;

import dev.assay.cli.options.NewFile;
import dev.assay.cli.options.SparkOptions;
import dev.assay.eval.gate.LineName;
import dev.assay.eval.gate.report.HistoryPage;
import dev.assay.eval.gate.report.HistoryPoint;
import dev.assay.eval.gate.settings.GateConfiguration;
import dev.assay.spark.internal.gate.EarlierGate;
import dev.assay.spark.internal.gate.EarlierLine;
import dev.assay.spark.internal.gate.GateHistory;
import dev.assay.spark.internal.tables.AssayVersion;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code assay regress report}. */
@Command(
    name = "report",
    description = "Writes the history of gates as one page: verdicts, and every line over time.",
    mixinStandardHelpOptions = true,
    sortOptions = false)
final class RegressReportCommand implements Callable<Integer> {
  @Mixin private HistoryOptions history;

  @Option(
      names = "--last",
      paramLabel = "N",
      description = "Gates of each name (default: ${DEFAULT-VALUE}).",
      defaultValue = "50")
  private int last;

  @Option(
      names = "--html",
      paramLabel = "FILE",
      required = true,
      description = "The page. The file must not exist yet.")
  private Path html;

  @Mixin private SparkOptions sparkOptions;
  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    NewFile.check(html);
    String folder = history.folder();
    String name = history.configuration().map(GateConfiguration::name).orElse(null);
    List<HistoryPage.Gates> gates = gates(new GateHistory(sparkOptions.hadoop(), folder), name);
    NewFile.write(html, HistoryPage.of(folder, gates, AssayVersion.current()));
    spec.commandLine().getOut().println("page in " + html);
    return 0;
  }

  /** By their names, each with the latest of its gates. */
  private List<HistoryPage.Gates> gates(GateHistory tables, String only) {
    Map<String, List<EarlierGate>> byName = new LinkedHashMap<>();
    for (EarlierGate gate : tables.gates(only)) {
      List<EarlierGate> gates = byName.computeIfAbsent(gate.name(), name -> new ArrayList<>());
      if (gates.size() < last) {
        gates.add(gate);
      }
    }
    Map<String, List<EarlierLine>> lines =
        tables.lines(
            byName.values().stream().flatMap(List::stream).map(EarlierGate::gateId).toList());
    List<HistoryPage.Gates> all = new ArrayList<>();
    byName.forEach((name, gates) -> all.add(gates(name, gates, lines)));
    return all;
  }

  private static HistoryPage.Gates gates(
      String name, List<EarlierGate> gates, Map<String, List<EarlierLine>> lines) {
    List<HistoryPage.GateRow> rows = new ArrayList<>();
    Map<LineName, List<HistoryPoint>> points = new LinkedHashMap<>();
    for (EarlierGate gate : gates) {
      rows.add(
          new HistoryPage.GateRow(
              gate.gateId(),
              gate.created(),
              gate.candidate().runId(),
              gate.baselineRun() == null ? "" : gate.baselineRun(),
              gate.status(),
              gate.exitCode()));
      for (EarlierLine line : lines.get(gate.gateId())) {
        // The latest comes first, and is drawn last.
        points.computeIfAbsent(line.name(), unused -> new ArrayList<>()).add(0, line.of(gate));
      }
    }
    return new HistoryPage.Gates(name, rows, points);
  }
}
