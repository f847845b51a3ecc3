package dev.assay.cli.regress;

import dev.assay.eval.gate.report.GateMarkdown;
import dev.assay.eval.gate.report.GatePageHtml;
import dev.assay.eval.gate.report.GateReport;
import dev.assay.eval.gate.report.JunitXml;
import dev.assay.eval.gate.settings.ReportSettings;
import dev.assay.eval.gate.settings.ReportSettings.Format;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The files beside {@code gate.json} that a configuration asks for, by their names. */
final class Reports {
  private Reports() {}

  /** Where they lie unless somebody says otherwise. */
  static String folder(GateReport report) {
    return report
            .configuration()
            .reports()
            .map(ReportSettings::directory)
            .orElse(report.configuration().history() + "/reports")
        + "/"
        + report.gateId();
  }

  static Map<String, String> of(GateReport report) {
    List<Format> formats =
        report
            .configuration()
            .reports()
            .map(ReportSettings::formats)
            .orElse(List.of(Format.values()));
    Map<String, String> files = new LinkedHashMap<>();
    if (formats.contains(Format.MD)) {
      files.put("gate.md", GateMarkdown.of(report));
    }
    if (formats.contains(Format.HTML)) {
      files.put("gate.html", GatePageHtml.of(report));
    }
    if (formats.contains(Format.JUNIT)) {
      files.put("junit.xml", JunitXml.of(report));
    }
    return files;
  }
}
