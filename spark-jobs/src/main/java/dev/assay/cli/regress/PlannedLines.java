package dev.assay.cli.regress;

import dev.assay.cli.terminal.TextTable;
import dev.assay.cli.terminal.TextTable.Cell;
import dev.assay.cli.terminal.TextTable.Column;
import dev.assay.eval.gate.LineName;
import dev.assay.eval.gate.evidence.TestLevel;
import dev.assay.eval.gate.settings.GateConfiguration;
import dev.assay.eval.gate.settings.LineDefinition;
import dev.assay.eval.gate.settings.LineMode;
import dev.assay.spark.internal.gate.EarlierGate;
import dev.assay.spark.internal.gate.EarlierLine;
import dev.assay.spark.internal.gate.GateHistory;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.apache.hadoop.conf.Configuration;

/** How many items lines need to show what matters, and how many they have. */
final class PlannedLines {
  /** Share of items on which two runs differ, where nobody knows it. */
  static final double DISCORDANCE = 0.1;

  /** Gates that are asked what they saw. */
  private static final int LATEST = 20;

  private final GateHistory history;
  private final GateConfiguration configuration;
  private final OptionalDouble discordance;

  /** With what the latest gate of this name saw; else with {@value #DISCORDANCE}. */
  PlannedLines(Configuration hadoop, GateConfiguration configuration) {
    this(hadoop, configuration, OptionalDouble.empty());
  }

  /**
   * @param discordance that is assumed; empty for what the latest gate of this name saw
   */
  PlannedLines(Configuration hadoop, GateConfiguration configuration, OptionalDouble discordance) {
    this.history = new GateHistory(hadoop, configuration.history());
    this.configuration = configuration;
    this.discordance = discordance;
  }

  void print(PrintWriter out) {
    List<EarlierGate> gates = history.gates(configuration.name()).stream().limit(LATEST).toList();
    Map<String, List<EarlierLine>> lines =
        history.lines(gates.stream().map(EarlierGate::gateId).toList());
    // A gate without a baseline, or of runs that do not mean the same, saw no difference.
    Optional<EarlierGate> latest =
        gates.stream()
            .filter(
                gate ->
                    lines.get(gate.gateId()).stream()
                        .anyMatch(line -> !Double.isNaN(line.effect())))
            .findFirst();
    TextTable table =
        new TextTable(
            Column.text("line"),
            Column.text("mode"),
            Column.number("min effect"),
            Column.number("discordance"),
            Column.number("items needed"),
            Column.number("items"),
            Column.number("mde"));
    if (latest.isPresent()) {
      lines.get(latest.get().gateId()).forEach(line -> add(table, line));
    } else {
      configuration.lines().forEach(line -> add(table, line));
    }
    out.print(table.text(text -> text));
    out.printf(
        Locale.ROOT,
        "alpha %s, power %s; discordance %s%n",
        configuration.level().alpha(),
        TestLevel.POWER,
        latest
            .filter(gate -> discordance.isEmpty())
            .map(gate -> "as gate " + gate.gateId() + " saw it, or assumed")
            .orElse("assumed"));
  }

  private void add(TextTable table, EarlierLine line) {
    double seen = discordance.orElse(line.discordance() > 0 ? line.discordance() : DISCORDANCE);
    add(table, line.name().toString(), line.name().mode(), effect(line), seen, line.items());
  }

  private void add(TextTable table, LineDefinition line) {
    LineName name =
        new LineName(
            line.task(),
            line.metric().orElse("headline"),
            line.filter().orElse("none"),
            line.subset().map(Object::toString).orElse(""),
            line.mode().name());
    add(
        table,
        name.toString(),
        name.mode(),
        effect(line.mode()),
        discordance.orElse(DISCORDANCE),
        0);
  }

  /** As the configuration has it now; a share of the baseline's value as the gate had it. */
  private OptionalDouble effect(EarlierLine line) {
    LineName name = line.name();
    return configuration.lines().stream()
        .filter(one -> one.mode().name().equals(name.mode()) && one.names(name.task()))
        .filter(one -> one.metric().map(name.metric()::equals).orElse(true))
        .map(one -> effect(one.mode()))
        .filter(OptionalDouble::isPresent)
        .findFirst()
        .orElseGet(
            () ->
                Double.isNaN(line.effect())
                    ? OptionalDouble.empty()
                    : OptionalDouble.of(line.effect()));
  }

  private static OptionalDouble effect(LineMode mode) {
    if (mode instanceof LineMode.Detect detect && !detect.effect().relative()) {
      return OptionalDouble.of(detect.effect().size());
    }
    return mode instanceof LineMode.NonInferior inferior && !inferior.effect().relative()
        ? OptionalDouble.of(inferior.effect().size())
        : OptionalDouble.empty();
  }

  private void add(
      TextTable table,
      String line,
      String mode,
      OptionalDouble effect,
      double discordant,
      long items) {
    TestLevel level = configuration.level();
    boolean tests = effect.isPresent() && effect.getAsDouble() > 0;
    table.add(
        Cell.of(line),
        Cell.of(mode),
        Cell.of(effect.isPresent() ? number(effect.getAsDouble()) : ""),
        Cell.of(tests ? number(discordant) : ""),
        Cell.of(
            tests
                ? String.format(
                    Locale.ROOT, "%,d", level.itemsFor(effect.getAsDouble(), discordant))
                : ""),
        Cell.of(items > 0 ? String.format(Locale.ROOT, "%,d", items) : ""),
        Cell.of(
            tests && items > 1
                ? number(level.smallestDetectable(Math.sqrt(discordant / items)))
                : ""));
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.4f", value);
  }
}
