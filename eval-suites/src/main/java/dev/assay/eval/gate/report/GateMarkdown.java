package dev.assay.eval.gate.report;

import dev.assay.eval.gate.GateLine;
import dev.assay.eval.gate.settings.LineMode;
import dev.assay.eval.gate.settings.LineStatus;
import dev.assay.eval.statistic.Trend;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

/** {@code gate.md}: what fits a build's summary. */
public final class GateMarkdown {
  /** Of UTF-8 bytes; what would go beyond is left out, and said to be. */
  static final int MOST_BYTES = 60 * 1024;

  private static final int ROOM_FOR_THE_REST = 512;
  private static final String HEAD =
      "| line | n | baseline → candidate | Δ [95 %] | W/L | p adjusted | effect | mde | status |\n"
          + "|---|---:|---:|---:|---:|---:|---:|---:|---|\n";

  private GateMarkdown() {}

  public static String of(GateReport report) {
    StringBuilder text = new StringBuilder();
    text.append("## ")
        .append(escaped(report.configuration().name()))
        .append(": ")
        .append(escaped(VerdictText.of(report)))
        .append("\n\n")
        .append(runs(report))
        .append("\n\n")
        .append(HEAD);
    List<GateLine> lines = report.worstFirst();
    int left = lines.size();
    for (GateLine line : lines) {
      String row = row(line);
      if (!fits(text, row)) {
        break;
      }
      text.append(row);
      left--;
    }
    if (left > 0) {
      text.append("\n").append(left).append(" more lines are in gate.json.\n");
      return text.toString();
    }
    for (String more : List.of(wrong(report), drift(report), KEY)) {
      if (!more.isEmpty() && fits(text, more)) {
        text.append('\n').append(more);
      }
    }
    return text.toString();
  }

  private static final String KEY =
      "Shares in hundredths; Δ > 0 is better, whichever way the metric points. W/L: items on which the"
          + " candidate is better, worse. mde: the difference that the line is likely to show.\n";

  private static boolean fits(StringBuilder text, String more) {
    return text.toString().getBytes(StandardCharsets.UTF_8).length
            + more.getBytes(StandardCharsets.UTF_8).length
        <= MOST_BYTES - ROOM_FOR_THE_REST;
  }

  private static String runs(GateReport report) {
    return "Candidate `%s` (%s), baseline %s (%s), gate `%s`, α %s, %s."
        .formatted(
            report.candidate().runId(),
            escaped(report.candidate().model()),
            report.baseline().map(run -> "`" + run.runId() + "`").orElse("none"),
            report.configuration().baseline().kind(),
            report.gateId(),
            report.configuration().level().alpha(),
            report.configuration().correction().name().toLowerCase(Locale.ROOT));
  }

  private static String row(GateLine line) {
    return "| %s | %d | %s | %s | %s | %s | %s | %s | %s |\n"
        .formatted(
            escaped(line.name() + mode(line)),
            line.items(),
            values(line),
            Numbers.difference(line),
            Numbers.tally(line),
            Numbers.probability(line.adjusted()),
            Numbers.size(line, line.effect()),
            Numbers.size(line, line.mde()),
            status(line));
  }

  /** Detecting is what lines do where nothing else is said. */
  private static String mode(GateLine line) {
    return line.mode() instanceof LineMode.Detect
        ? ""
        : ", " + line.name().mode().replace('_', ' ');
  }

  private static String values(GateLine line) {
    return Double.isNaN(line.candidate())
        ? ""
        : (Double.isNaN(line.baseline()) ? "" : Numbers.value(line, line.baseline()) + " → ")
            + Numbers.value(line, line.candidate());
  }

  private static String status(GateLine line) {
    boolean loud =
        line.counts() && line.status() != LineStatus.OK && line.status() != LineStatus.IMPROVED;
    String status = line.status().toString().replace('_', ' ');
    return (loud ? "**" + status + "**" : status)
        + (line.informative() ? " (information)" : "")
        + (line.reason().isEmpty() ? "" : ": " + escaped(line.reason()));
  }

  /** Ids of items alone: texts are nobody's business in a build's log. */
  private static String wrong(GateReport report) {
    StringBuilder text = new StringBuilder();
    for (GateLine line : report.worstFirst()) {
      if ((line.status() == LineStatus.REGRESSED || line.status() == LineStatus.CHANGED)
          && !line.worse().isEmpty()) {
        text.append("* ").append(escaped(line.name().toString())).append(", documents ");
        text.append(
            String.join(
                ", ",
                line.worse().stream()
                    .map(
                        item ->
                            (item.task().equals(line.name().task())
                                    ? ""
                                    : escaped(item.task()) + " ")
                                + item.docId())
                    .toList()));
        text.append("\n");
      }
    }
    return text.isEmpty() ? "" : "Became worse, or differ:\n\n" + text;
  }

  private static String drift(GateReport report) {
    StringBuilder text = new StringBuilder();
    for (GateLine line : report.worstFirst()) {
      Drift drift = report.drift(line);
      drift
          .previous()
          .filter(previous -> !Double.isNaN(previous.difference()))
          .ifPresent(
              previous ->
                  text.append(
                      "* %s: %s against the candidate that passed before (p %s)%s\n"
                          .formatted(
                              escaped(line.name().toString()),
                              Numbers.signed(line, previous.difference()),
                              Numbers.probability(previous.worse()),
                              drift.trend().map(trend -> slope(line, trend)).orElse(""))));
    }
    return text.isEmpty() ? "" : "Drift, which gates nothing:\n\n" + text;
  }

  private static String slope(GateLine line, Trend trend) {
    return "; %s per candidate (p %s)"
        .formatted(Numbers.signed(line, trend.slope()), Numbers.probability(trend.probability()));
  }

  /** Of names and reasons, which nobody promised to be plain. */
  private static String escaped(String text) {
    StringBuilder plain = new StringBuilder();
    text.codePoints()
        .map(point -> Character.isISOControl(point) ? ' ' : point)
        .forEach(
            point -> {
              if ("\\`*_{}[]<>|#".indexOf(point) >= 0 && point != '_') {
                plain.append('\\');
              }
              plain.appendCodePoint(point);
            });
    return plain.toString();
  }
}
