package dev.assay.eval.gate.report;

import dev.assay.eval.gate.GateLine;
import dev.assay.eval.gate.evidence.Evidence;
import dev.assay.eval.gate.settings.LineMode;
import dev.assay.eval.gate.settings.LineStatus;
import dev.assay.eval.page.Axis;
import dev.assay.eval.page.Cell;
import dev.assay.eval.page.Column;
import dev.assay.eval.page.DataTable;
import dev.assay.eval.page.Facts;
import dev.assay.eval.page.Figures;
import dev.assay.eval.page.Html;
import dev.assay.eval.page.IntervalPlot;
import dev.assay.eval.page.Notes;
import dev.assay.eval.page.Page;
import dev.assay.eval.page.Section;
import dev.assay.eval.statistic.Interval;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.DoubleStream;

/** {@code gate.html}: the verdict, line by line, each with its history. */
public final class GatePageHtml {
  /** Names of lines are longer than others of first columns. */
  private static final String NAMES =
      "#s0 td:first-child { min-width: 9rem; } #s0 td code { overflow-wrap: break-word; }\n";

  private final GateReport report;

  private GatePageHtml(GateReport report) {
    this.report = report;
  }

  /** The file's text. */
  public static String of(GateReport report) {
    return new GatePageHtml(report).page().html();
  }

  private Page page() {
    List<Section> sections = new ArrayList<>();
    sections.add(
        Section.of(
            "Lines",
            lines(),
            Notes.of(
                    "Shares in hundredths; Δ above 0 is better, whichever way the metric points. The"
                        + " dashed line of a drawing is the least difference that matters.",
                    "W/L: items on which the candidate is better, worse. mde: the difference that"
                        + " the line is likely to show.")
                .html()));
    Html history = history();
    if (!history.isEmpty()) {
      sections.add(
          Section.of(
              "History",
              history,
              Html.remark(
                  "Bars are the 95 % interval of the difference, dashes the baseline; a cross is a"
                      + " gate whose runs could not be compared.")));
    }
    List<Html> worse = worse();
    if (!worse.isEmpty()) {
      sections.add(
          new Section("Items that became worse, or differ", List.of(new Notes(worse).html())));
    }
    sections.add(Section.of("Runs", facts().html()));
    return new Page(
            report.configuration().name()
                + ": "
                + report.verdict().status().toString().replace('_', ' '),
            Html.text(VerdictText.of(report)),
            sections,
            Html.text(
                "Written by Assay "
                    + report.surroundings().assayVersion()
                    + " for gate "
                    + report.gateId()))
        .withStyle(HistoryPlot.STYLE + NAMES);
  }

  private Html lines() {
    Axis axis = axis();
    DataTable table =
        new DataTable(
            Column.text("line"),
            Column.text("status"),
            Column.number("items"),
            Column.number("baseline"),
            Column.number("candidate"),
            Column.number("Δ [95 %]"),
            Column.text("Δ, and what matters"),
            Column.number("W/L"),
            Column.number("p adjusted"),
            Column.number("effect"),
            Column.number("mde"));
    for (GateLine line : report.worstFirst()) {
      double difference = line.evidence().map(Evidence::difference).orElse(Double.NaN);
      table =
          table.with(
              Cell.code(title(line)),
              new Cell(status(line), line.status().ordinal() + line.status().toString()),
              Cell.count(line.items()),
              Cell.number(line.baseline(), Numbers.value(line, line.baseline())),
              Cell.number(line.candidate(), Numbers.value(line, line.candidate())),
              Cell.number(difference, Numbers.difference(line)),
              Cell.of(strip(axis, line)),
              Cell.text(Numbers.tally(line)),
              Cell.number(line.adjusted(), Numbers.probability(line.adjusted())),
              Cell.number(line.effect(), Numbers.size(line, line.effect())),
              Cell.number(line.mde(), Numbers.size(line, line.mde())));
    }
    return table.html();
  }

  /** Detecting is what lines do where nothing else is said. */
  private static String title(GateLine line) {
    return line.mode() instanceof LineMode.Detect
        ? line.name().toString()
        : line.name() + ", " + line.name().mode().replace('_', ' ');
  }

  /** One scale for all lines of shares. */
  private Axis axis() {
    double[] values =
        report.verdict().lines().stream()
            .filter(Numbers::isShare)
            .flatMap(line -> line.evidence().stream())
            .flatMapToDouble(
                evidence ->
                    DoubleStream.of(
                        evidence.difference(),
                        evidence.interval().lower(),
                        evidence.interval().upper()))
            .toArray();
    return Axis.around(0, value -> Figures.points(value), values);
  }

  private static Html strip(Axis shared, GateLine line) {
    if (line.evidence().isEmpty()) {
      return Html.NOTHING;
    }
    Interval interval = line.evidence().get().interval();
    double difference = line.evidence().get().difference();
    Axis own =
        Numbers.isShare(line)
            ? shared
            : Axis.around(0, Figures::number, difference, interval.lower(), interval.upper());
    double matters = Double.isNaN(line.effect()) ? 0 : -line.effect();
    Axis axis = new Axis(own.from(), own.to(), matters, own.step(), own.format());
    boolean known = Double.isFinite(interval.lower()) && Double.isFinite(interval.upper());
    return IntervalPlot.strip(
        axis,
        difference,
        known ? interval : new Interval(Double.NaN, Double.NaN),
        Numbers.difference(line));
  }

  private static Html status(GateLine line) {
    Html.Tone tone =
        switch (line.status()) {
          case REGRESSED, CHANGED, NOT_COMPARABLE ->
              line.counts() ? Html.Tone.ALARM : Html.Tone.PLAIN;
          case IMPROVED -> Html.Tone.WIN;
          case SUSPICIOUS, INCONCLUSIVE, UNDERPOWERED -> Html.Tone.LOSS;
          case NO_BASELINE, OK -> Html.Tone.PLAIN;
        };
    return Html.of(
        Html.badge(tone, line.status().toString().replace('_', ' ')),
        Html.text(
            (line.informative() ? " information" : "")
                + (line.reason().isEmpty() ? "" : " " + line.reason())));
  }

  private Html history() {
    List<Html> plots = new ArrayList<>();
    for (GateLine line : report.worstFirst()) {
      Html plot =
          HistoryPlot.of(
              line.name().toString(), report.history().getOrDefault(line.name(), List.of()));
      if (!plot.isEmpty()) {
        plots.add(Html.of(Html.heading(title(line)), plot, drift(line)));
      }
    }
    return Html.of(plots);
  }

  private Html drift(GateLine line) {
    Drift drift = report.drift(line);
    String previous =
        drift
            .previous()
            .map(
                one ->
                    Numbers.signed(line, one.difference())
                        + " against the candidate that passed before")
            .orElse("");
    String trend =
        drift
            .trend()
            .map(
                one ->
                    "trend "
                        + Numbers.signed(line, one.slope())
                        + " per candidate, p "
                        + Numbers.probability(one.probability()))
            .orElse("");
    String both = previous + (previous.isEmpty() || trend.isEmpty() ? "" : "; ") + trend;
    return both.isEmpty() ? Html.NOTHING : Html.remark(both);
  }

  private List<Html> worse() {
    List<Html> lines = new ArrayList<>();
    for (GateLine line : report.worstFirst()) {
      boolean listed = line.status() == LineStatus.REGRESSED || line.status() == LineStatus.CHANGED;
      if (listed && !line.worse().isEmpty()) {
        lines.add(
            Html.of(
                Html.code(line.name().toString()),
                Html.text(
                    ": "
                        + String.join(
                            ", ",
                            line.worse().stream()
                                .map(item -> item.task() + " " + item.docId())
                                .toList()))));
      }
    }
    return lines;
  }

  private Facts facts() {
    Optional<ReportedRun> baseline = report.baseline();
    return Facts.NONE
        .with(
            "candidate", Html.code(report.candidate().output() + "/" + report.candidate().runId()))
        .with("its model", report.candidate().model())
        .with("its fingerprint", Html.code(report.candidate().fingerprint()))
        .with(
            "baseline (" + report.configuration().baseline().kind() + ")",
            Html.code(baseline.map(run -> run.output() + "/" + run.runId()).orElse("none")))
        .with("its model", baseline.map(ReportedRun::model).orElse("none"))
        .with("α", String.valueOf(report.configuration().level().alpha()))
        .with("correction", report.configuration().correction().name().toLowerCase(Locale.ROOT))
        .with("seed", String.valueOf(report.configuration().level().seed()))
        .with("created", report.created().toString())
        .with("revision", report.surroundings().revision().orElse("none"))
        .with("exit code", String.valueOf(report.verdict().status().exitCode()));
  }
}
