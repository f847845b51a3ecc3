package dev.assay.eval.gate.report;

import dev.assay.eval.gate.GateLine;
import dev.assay.eval.gate.evidence.Evidence;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * {@code junit.xml}: a line is a test case. What regressed failed; what cannot be compared is an
 * error; what is not known, or only told, is skipped.
 */
public final class JunitXml {
  /** Of names and messages. */
  private static final int MOST_CHARACTERS = 500;

  private JunitXml() {}

  /** What a line is to a reporter of tests. */
  private enum Kind {
    PASSED,
    FAILURE,
    ERROR,
    SKIPPED
  }

  public static String of(GateReport report) {
    List<GateLine> lines = report.verdict().lines();
    String counts =
        "tests=\"%d\" failures=\"%d\" errors=\"%d\" time=\"%s\""
            .formatted(
                lines.size(),
                count(lines, Kind.FAILURE),
                count(lines, Kind.ERROR),
                seconds(report.seconds()));
    StringBuilder xml = new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    String name = attribute(report.configuration().name());
    // Jenkins' schema has skipped ones of a suite alone.
    xml.append("<testsuites name=\"%s\" %s>\n".formatted(name, counts));
    xml.append(
        "  <testsuite name=\"%s\" %s skipped=\"%d\" timestamp=\"%s\">\n"
            .formatted(
                name,
                counts,
                count(lines, Kind.SKIPPED),
                report.created().toString().replaceFirst("[.Z].*", "")));
    properties(xml, report);
    double each = lines.isEmpty() ? 0 : report.seconds() / lines.size();
    lines.forEach(line -> testCase(xml, line, each));
    return xml.append("  </testsuite>\n</testsuites>\n").toString();
  }

  private static void properties(StringBuilder xml, GateReport report) {
    xml.append("    <properties>\n");
    property(xml, "gate_id", report.gateId());
    property(xml, "status", report.verdict().status().toString());
    property(xml, "exit_code", String.valueOf(report.verdict().status().exitCode()));
    property(xml, "candidate_run", report.candidate().runId());
    property(xml, "candidate_fingerprint", report.candidate().fingerprint());
    property(xml, "baseline_run", report.baseline().map(ReportedRun::runId).orElse("none"));
    property(
        xml,
        "baseline_fingerprint",
        report.baseline().map(ReportedRun::fingerprint).orElse("none"));
    property(xml, "alpha", String.valueOf(report.configuration().level().alpha()));
    property(xml, "seed", String.valueOf(report.configuration().level().seed()));
    xml.append("    </properties>\n");
  }

  private static void property(StringBuilder xml, String name, String value) {
    xml.append("      <property name=\"%s\" value=\"%s\"/>\n".formatted(name, attribute(value)));
  }

  private static void testCase(StringBuilder xml, GateLine line, double seconds) {
    xml.append(
        "    <testcase classname=\"%s\" name=\"%s\" time=\"%s\">"
            .formatted(
                attribute(line.name().task()),
                attribute(line.name().measured() + " " + line.name().mode()),
                seconds(seconds)));
    String status = line.status().toString();
    switch (kind(line)) {
      case FAILURE ->
          xml.append(
              "<failure type=\"%s\" message=\"%s\">%s</failure>"
                  .formatted(status, attribute(message(line)), text(table(line))));
      case ERROR ->
          xml.append(
              "<error type=\"%s\" message=\"%s\"/>".formatted(status, attribute(line.reason())));
      case SKIPPED ->
          xml.append(
              "<skipped message=\"%s\"/>"
                  .formatted(
                      attribute(
                          (line.informative() ? "information: " : "")
                              + status
                              + " "
                              + message(line))));
      case PASSED -> {
        if (!status.equals("ok")) {
          xml.append("<system-out>%s</system-out>".formatted(text(status + " " + message(line))));
        }
      }
    }
    xml.append("</testcase>\n");
  }

  private static Kind kind(GateLine line) {
    if (line.informative()) {
      return Kind.SKIPPED;
    }
    return switch (line.status()) {
      case REGRESSED, CHANGED -> Kind.FAILURE;
      case NOT_COMPARABLE -> Kind.ERROR;
      case INCONCLUSIVE, UNDERPOWERED, NO_BASELINE -> Kind.SKIPPED;
      case SUSPICIOUS, IMPROVED, OK -> Kind.PASSED;
    };
  }

  private static long count(List<GateLine> lines, Kind kind) {
    return lines.stream().filter(line -> kind(line) == kind).count();
  }

  /** {@code −1.74 [−2.49, −0.99], p 0.00002, 9 wins 41 losses}. */
  static String message(GateLine line) {
    Optional<Evidence> evidence = line.evidence();
    String figures =
        evidence
            .map(
                one ->
                    Numbers.difference(line)
                        + ", p "
                        + Numbers.probability(
                            Double.isNaN(line.adjusted()) ? one.worse() : line.adjusted())
                        + one.tally()
                            .map(
                                tally ->
                                    ", " + tally.wins() + " wins " + tally.losses() + " losses")
                            .orElse(""))
            .orElse("");
    return figures + (figures.isEmpty() || line.reason().isEmpty() ? "" : "; ") + line.reason();
  }

  private static String table(GateLine line) {
    StringBuilder table = new StringBuilder();
    table.append("items ").append(line.items()).append('\n');
    table.append("baseline ").append(Numbers.value(line, line.baseline())).append('\n');
    table.append("candidate ").append(Numbers.value(line, line.candidate())).append('\n');
    table.append(message(line)).append('\n');
    for (GateLine.ItemName item : line.worse()) {
      table.append(item.task()).append(' ').append(item.docId()).append('\n');
    }
    return table.toString();
  }

  private static String seconds(double seconds) {
    return String.format(Locale.ROOT, "%.3f", seconds);
  }

  /** Without control characters, which attributes would turn into spaces anyway. */
  private static String attribute(String value) {
    StringBuilder plain = new StringBuilder();
    value
        .codePoints()
        .limit(MOST_CHARACTERS)
        .map(point -> Character.isISOControl(point) ? ' ' : point)
        .forEach(plain::appendCodePoint);
    return text(plain.toString()).replace("\"", "&quot;");
  }

  /** Characters that XML 1.0 has; of others a replacement character stands. */
  private static String text(String value) {
    StringBuilder xml = new StringBuilder();
    value
        .codePoints()
        .forEach(
            point -> {
              switch (point) {
                case '&' -> xml.append("&amp;");
                case '<' -> xml.append("&lt;");
                case '>' -> xml.append("&gt;");
                default -> xml.appendCodePoint(isCharacter(point) ? point : 0xFFFD);
              }
            });
    return xml.toString();
  }

  private static boolean isCharacter(int point) {
    return point == '\t'
        || point == '\n'
        || point == '\r'
        || point >= 0x20 && point <= 0xD7FF
        || point >= 0xE000 && point <= 0xFFFD
        || point >= 0x10000;
  }
}
