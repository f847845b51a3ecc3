package dev.assay.eval.gate.report;

import dev.assay.eval.gate.LineName;
import dev.assay.eval.page.Cell;
import dev.assay.eval.page.Column;
import dev.assay.eval.page.DataTable;
import dev.assay.eval.page.Html;
import dev.assay.eval.page.Page;
import dev.assay.eval.page.Section;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The page of a history: gates by their names, and their lines over time. */
public final class HistoryPage {
  private HistoryPage() {}

  /**
   * Gates of one name.
   *
   * @param gates the latest first
   * @param lines what they said, the oldest gate first
   */
  public record Gates(String name, List<GateRow> gates, Map<LineName, List<HistoryPoint>> lines) {
    public Gates {
      gates = List.copyOf(gates);
      lines = Collections.unmodifiableMap(new LinkedHashMap<>(lines));
    }
  }

  /** One of them. */
  public record GateRow(
      String gateId,
      Instant created,
      String candidate,
      String baseline,
      String status,
      int exitCode) {}

  /** The file's text. */
  public static String of(String folder, List<Gates> gates, String version) {
    List<Section> sections = new ArrayList<>();
    for (Gates one : gates) {
      List<Html> content = new ArrayList<>();
      content.add(table(one.gates()));
      one.lines()
          .forEach(
              (line, points) -> {
                Html plot = HistoryPlot.of(line.toString(), points);
                if (!plot.isEmpty()) {
                  content.add(Html.heading(line + " " + line.mode()));
                  content.add(plot);
                }
              });
      sections.add(new Section(one.name(), content));
    }
    return new Page(
            "Regression gates",
            Html.text(
                gates.isEmpty()
                    ? "No gate was decided yet."
                    : "What gates of "
                        + folder
                        + " said. Bars are the 95 % interval of the"
                        + " difference, dashes the baseline; a cross is a gate whose runs could not"
                        + " be compared."),
            sections,
            Html.text("Written by Assay " + version))
        .withStyle(HistoryPlot.STYLE)
        .html();
  }

  private static Html table(List<GateRow> gates) {
    List<List<Cell>> rows = new ArrayList<>();
    for (GateRow gate : gates) {
      boolean failed = gate.exitCode() != 0;
      rows.add(
          List.of(
              Cell.code(gate.gateId()),
              Cell.text(gate.created().truncatedTo(ChronoUnit.SECONDS).toString()),
              new Cell(
                  Html.badge(
                      failed ? Html.Tone.ALARM : Html.Tone.PLAIN, gate.status().replace('_', ' ')),
                  gate.status()),
              Cell.number(gate.exitCode(), String.valueOf(gate.exitCode())),
              Cell.code(gate.candidate()),
              Cell.code(gate.baseline())));
    }
    return new DataTable(
            List.of(
                Column.text("gate"),
                Column.text("started"),
                Column.text("status"),
                Column.number("exit"),
                Column.text("candidate"),
                Column.text("baseline")),
            rows)
        .html();
  }
}
