package dev.assay.eval.runreport;

import dev.assay.eval.page.Html;
import dev.assay.eval.page.Notes;
import dev.assay.eval.page.Page;
import dev.assay.eval.page.Section;
import dev.assay.eval.runreport.RunReport.Run;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** A report as one HTML file. */
public final class RunPage {
  private RunPage() {}

  /** The file's text. */
  public static String of(RunReport report) {
    List<Section> sections = new ArrayList<>();
    ScoreTables scores = new ScoreTables(report);
    sections.add(new Section("Scores", scores.outermost()));
    if (report.runs().size() > 1) {
      sections.add(new Section("Paired differences", scores.differences()));
    }
    if (!report.paper().isEmpty()) {
      sections.add(new Section("Beside the paper", new PaperTables(report).blocks()));
    }
    List<Html> parts = new ArrayList<>(scores.members());
    parts.addAll(new PartTables(report).blocks());
    if (!parts.isEmpty()) {
      sections.add(new Section("Parts", parts));
    }
    if (!report.items().isEmpty()) {
      sections.add(new Section("Items to look at", new ItemSection(report).blocks()));
    }
    sections.add(new Section("Tokens and speed", new CostTables(report).blocks()));
    sections.add(new Section("How it was computed", FactTables.blocks(report)));
    sections.add(
        Section.of(
            "What was not measured", Notes.of(report.notMeasured().toArray(String[]::new)).html()));
    return new Page(
            title(report),
            Html.remark(
                "From the tables of "
                    + (report.runs().size() == 1 ? "a run" : report.runs().size() + " runs")
                    + ". Shares are in percent, their differences in points, in brackets 95 %"
                    + " intervals. No figure here is a verdict."),
            sections,
            Html.text("Written by Assay " + report.runs().get(0).facts().assayVersion()))
        .html();
  }

  private static String title(RunReport report) {
    return report.runs().stream().map(Run::name).collect(Collectors.joining(", "));
  }
}
