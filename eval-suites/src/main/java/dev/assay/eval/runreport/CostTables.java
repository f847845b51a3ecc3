package dev.assay.eval.runreport;

import dev.assay.eval.page.Cell;
import dev.assay.eval.page.Column;
import dev.assay.eval.page.DataTable;
import dev.assay.eval.page.Figures;
import dev.assay.eval.page.Html;
import dev.assay.eval.runreport.RunReport.Run;
import dev.assay.eval.runreport.RunReport.Sharing;
import java.util.ArrayList;
import java.util.List;

/** What was computed, what was not, and how fast. */
final class CostTables {
  private final RunReport report;

  CostTables(RunReport report) {
    this.report = report;
  }

  List<Html> blocks() {
    return List.of(Html.heading("Tokens"), tokens(), Html.heading("Speed"), speed());
  }

  private Html tokens() {
    boolean one = report.runs().size() == 1;
    List<List<Cell>> rows = new ArrayList<>();
    for (Run run : report.runs()) {
      List<Sharing> lines = new ArrayList<>(run.sharing());
      if (lines.size() != 1) {
        lines.add(
            new Sharing(
                "together", run.facts().tokensComputed(), run.facts().tokensWithoutSharing()));
      }
      for (Sharing sharing : lines) {
        rows.add(
            List.of(
                Cell.text(sharing.task()),
                one ? Cell.of(Html.NOTHING) : Cell.text(run.name()),
                Cell.count(sharing.withoutSharing()),
                Cell.count(sharing.computed()),
                Cell.count(sharing.withoutSharing() - sharing.computed()),
                Cell.number(sharing.times(), Figures.decimal(sharing.times(), 2))));
      }
    }
    DataTable table =
        new DataTable(
            List.of(
                Column.text("task"),
                Column.text("run"),
                Column.number("without sharing"),
                Column.number("computed"),
                Column.number("saved"),
                Column.number("times fewer")),
            rows);
    return Html.of(
        table.withoutEmptyColumns().html(),
        Html.remark(
            "Prompts that begin alike were read once. Without sharing is one forward pass for every"
                + " distinct sequence of an item."));
  }

  private Html speed() {
    DataTable table =
        new DataTable(
            Column.text("run"),
            Column.number("seconds"),
            Column.number("items"),
            Column.number("items/s"),
            Column.number("tokens computed/s"),
            Column.number("tokens answered for/s"),
            Column.text("kernels"),
            Column.text("weights"));
    for (Run run : report.runs()) {
      RunFacts facts = run.facts();
      table =
          table.with(
              Cell.text(run.name()),
              Cell.number(facts.seconds(), Figures.decimal(facts.seconds(), 1)),
              Cell.count(facts.items()),
              rate(facts.items(), facts),
              rate(facts.tokensComputed(), facts),
              rate(facts.tokensWithoutSharing(), facts),
              Cell.text(facts.kernels()),
              Cell.text(facts.quantization()));
    }
    return table.html();
  }

  private static Cell rate(long count, RunFacts facts) {
    double rate = facts.seconds() > 0 ? count / facts.seconds() : Double.NaN;
    return Cell.number(rate, Figures.decimal(rate, 1));
  }
}
