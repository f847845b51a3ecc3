package dev.assay.eval.gate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.eval.comparison.ComparedSide;
import dev.assay.eval.gate.report.Drift;
import dev.assay.eval.gate.report.GateJson;
import dev.assay.eval.gate.report.GateMarkdown;
import dev.assay.eval.gate.report.GatePageHtml;
import dev.assay.eval.gate.report.GateReport;
import dev.assay.eval.gate.report.GitHubAnnotations;
import dev.assay.eval.gate.report.HistoryPoint;
import dev.assay.eval.gate.report.JunitXml;
import dev.assay.eval.gate.report.ReportedRun;
import dev.assay.eval.gate.report.Surroundings;
import dev.assay.eval.gate.settings.GateConfiguration;
import dev.assay.eval.statistic.Trend;
import java.io.ByteArrayInputStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.SchemaFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/** What reports say of a gate with lines of every kind, with names that no file format likes. */
class GateReportsTest {
  private static final String ODD = "a\"<b>&\u0001|`c\u001b[31m\uFFFE";

  private static GateReport report() {
    InventedRun candidate = new InventedRun("rc");
    InventedRun baseline = new InventedRun("rb");
    for (InventedRun run : List.of(candidate, baseline)) {
      boolean mine = run == candidate;
      run.accuracy("worse", InventedRun.right(1838, 9, 41, mine))
          .accuracy("suspect", InventedRun.right(450, 5, 12, mine))
          .accuracy("same", InventedRun.right(1000, 0, 0, mine))
          .accuracy("short", InventedRun.right(mine ? 99 : 100, 0, 0, mine))
          .accuracy(ODD, InventedRun.right(500, 0, 30, mine));
    }
    GateConfiguration configuration =
        GateTest.configuration(
            "{task: same, metric: acc}",
            "{task: worse, metric: acc}",
            "{task: suspect, metric: acc}",
            "{task: suspect, metric: acc, mode: non_inferior}",
            "{task: short, metric: acc}",
            "{task: \"a*\", metric: acc}",
            "{task: worse, mode: identical, informative: true}");
    ComparedSide mine = candidate.side();
    GateVerdict verdict =
        new Gate(configuration, EarlierLines.NONE).decide(mine, Optional.of(baseline.side()));
    return new GateReport(
        "20260102T030405-0a1b2c3d",
        Instant.parse("2026-01-02T03:04:05.678Z"),
        configuration,
        verdict,
        new ReportedRun("results", "rc", "/models/" + ODD, "f1", 3),
        Optional.of(new ReportedRun("results", "rb", "/models/b", "f2", 3)),
        Optional.empty(),
        Map.of(
            verdict.lines().get(0).name(),
            new Drift(
                Optional.of(new Drift.Previous(0.5, -0.004, 0.2)),
                Optional.of(new Trend(-0.001, 0.4)))),
        Map.of(
            verdict.lines().get(1).name(),
            List.of(
                point(1, 0.52, 0.51, "ok"),
                point(2, Double.NaN, Double.NaN, "not_comparable"),
                point(3, 0.49, 0.51, "regressed"))),
        new Surroundings("1", "4.1", "17", Optional.empty(), Optional.empty()),
        12.5);
  }

  private static HistoryPoint point(int day, double candidate, double baseline, String status) {
    double difference = candidate - baseline;
    return new HistoryPoint(
        Instant.parse("2026-01-0" + day + "T03:00:00Z"),
        "gate " + day + ODD,
        "r" + day,
        candidate,
        baseline,
        difference,
        difference - 0.01,
        difference + 0.01,
        status,
        "");
  }

  /** Nothing that a name holds becomes markup, and nothing is asked of anybody. */
  @Test
  void thePageHasLinesAndTheirHistory() {
    String page = GatePageHtml.of(report());
    assertThat(page)
        .contains("<title>test: regressed</title>", "−1.74 [−2.49, −0.99]", "worse 903, worse 904")
        .contains("aria-label=\"worse acc over 3 gates\"", "class=\"alarm\"", "class=\"gap\"")
        .contains("a&quot;&lt;b&gt;&amp;")
        .doesNotContain("<b>&", "http://", "https://", ">NaN", "\"NaN");
    assertThat(page.length()).isLessThan(100_000);
  }

  @Test
  void junitIsAsReportersHaveIt() throws Exception {
    SchemaFactory.newInstance(XMLConstants.W3C_XML_SCHEMA_NS_URI)
        .newSchema(GateReportsTest.class.getResource("junit.xsd"))
        .newValidator()
        .validate(new StreamSource(new StringReader(JunitXml.of(report()))));
  }

  @Test
  void junitCountsEqualTheChildrenAndAParserReadsIt() throws Exception {
    Document document =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(
                new ByteArrayInputStream(JunitXml.of(report()).getBytes(StandardCharsets.UTF_8)));
    Element suite = (Element) document.getElementsByTagName("testsuite").item(0);
    assertThat(suite.getAttribute("name")).isEqualTo("test");
    assertThat(suite.getAttribute("timestamp")).isEqualTo("2026-01-02T03:04:05");
    for (Map.Entry<String, String> counted :
        Map.of("tests", "testcase", "failures", "failure", "errors", "error", "skipped", "skipped")
            .entrySet()) {
      assertThat(Integer.parseInt(suite.getAttribute(counted.getKey())))
          .as(counted.getKey())
          .isEqualTo(document.getElementsByTagName(counted.getValue()).getLength())
          .isPositive();
    }
    Element failure = (Element) document.getElementsByTagName("failure").item(0);
    assertThat(failure.getAttribute("type")).isEqualTo("regressed");
    assertThat(failure.getAttribute("message"))
        .isEqualTo("−1.74 [−2.49, −0.99], p 8.4e-06, 9 wins 41 losses");
    Element error = (Element) document.getElementsByTagName("error").item(0);
    assertThat(error.getAttribute("type")).isEqualTo("not_comparable");
    assertThat(error.getAttribute("message")).startsWith("left_out: 1 of 100 items");
    Element odd = (Element) document.getElementsByTagName("testcase").item(5);
    assertThat(odd.getAttribute("classname")).isEqualTo("a\"<b>& |`c [31m\uFFFD");
    assertThat(document.getElementsByTagName("system-out").getLength()).isEqualTo(1);
    assertThat(document.getElementsByTagName("system-out").item(0).getTextContent())
        .startsWith("suspicious −1.56 [");
  }

  @Test
  void markdownSaysTheWorstFirstAndFitsASummary() {
    String text = GateMarkdown.of(report());
    assertThat(text).startsWith("## test: regressed (exit 10): 2 regressed, 1 not comparable");
    List<String> rows = text.lines().filter(line -> line.startsWith("| ")).toList();
    assertThat(rows).hasSize(8);
    assertThat(rows.get(1)).contains("worse acc", "| 1838 |", "**regressed**", "| 9/41 |");
    assertThat(rows.get(2)).startsWith("| a\"\\<b\\>& \\|\\`c \\[31m\uFFFE acc |");
    assertThat(rows.get(7)).contains("(information)");
    assertThat(text)
        .contains("* worse acc, documents 903, 904,", "Drift, which gates nothing:")
        .doesNotContain("\u001b", "\u0001");
    assertThat(text.getBytes(StandardCharsets.UTF_8).length).isLessThan(60 * 1024);
  }

  @Test
  void aSummaryOfThousandsOfLinesSaysWhatItLeavesOut() {
    InventedRun run = new InventedRun("rc");
    for (int i = 0; i < 1500; i++) {
      run.accuracy("task_with_a_long_name_" + i, InventedRun.right(10, 0, 0, true));
    }
    GateConfiguration configuration = GateTest.configuration("{task: \"task_*\", metric: acc}");
    ComparedSide side = run.side();
    GateReport small = report();
    GateReport large =
        new GateReport(
            small.gateId(),
            small.created(),
            configuration,
            new Gate(configuration, EarlierLines.NONE).decide(side, Optional.of(side)),
            small.candidate(),
            small.baseline(),
            Optional.empty(),
            Map.of(),
            Map.of(),
            small.surroundings(),
            1);
    String text = GateMarkdown.of(large);
    assertThat(text.getBytes(StandardCharsets.UTF_8).length).isBetween(50_000, 60 * 1024);
    assertThat(text).containsPattern("[0-9]+ more lines are in gate.json");
  }

  @Test
  void annotationsAreOneLineEach() {
    List<String> commands = GitHubAnnotations.of(report());
    assertThat(commands).hasSize(5).allMatch(command -> command.matches("::(error|warning) .*"));
    assertThat(commands.get(0))
        .isEqualTo(
            "::error title=regressed worse acc::−1.74 [−2.49, −0.99], p 8.4e-06, 9 wins 41 losses");
    assertThat(commands).anyMatch(command -> command.startsWith("::warning title=suspicious "));
  }

  @Test
  void jsonHasTheVerdictAndNoText() {
    String json = GateJson.of(report());
    assertThat(json).contains("\"exit_code\" : 10", "\"doc_id\" : 903", "\"test\" : \"mcnemar\"");
    assertThat(json).doesNotContain("NaN", "Infinity");
  }
}
