package dev.assay.eval.runreport;

import dev.assay.eval.page.Cell;
import dev.assay.eval.page.Column;
import dev.assay.eval.page.DataTable;
import dev.assay.eval.page.Figures;
import dev.assay.eval.page.Html;
import dev.assay.eval.report.PaperComparison;
import dev.assay.eval.runreport.RunReport.Paper;
import dev.assay.eval.runreport.RunReport.PaperValue;
import java.util.ArrayList;
import java.util.List;

/** What the RecurrentGemma paper prints of the same benchmarks. */
final class PaperTables {
  private final RunReport report;

  PaperTables(RunReport report) {
    this.report = report;
  }

  List<Html> blocks() {
    boolean one = report.runs().size() == 1;
    List<Column> columns = new ArrayList<>();
    columns.add(Column.text("table 2"));
    columns.add(Column.text("setting there"));
    columns.add(Column.text("metric"));
    report.runs().forEach(run -> columns.add(Column.number(one ? "here" : run.name())));
    PaperComparison.models()
        .forEach(
            model -> {
              columns.add(Column.number(model));
              if (one) {
                columns.add(Column.number("difference"));
              }
            });
    List<List<Cell>> rows = new ArrayList<>();
    for (Paper row : report.paper()) {
      List<Cell> cells = new ArrayList<>();
      cells.add(Cell.text(row.benchmark()));
      cells.add(Cell.text(row.setting()));
      cells.add(Cell.text(ScoreTables.metric(row.metric(), row.filter())));
      row.values().forEach(value -> cells.add(here(row, value)));
      for (String model : PaperComparison.models()) {
        double published = row.published().get(model);
        cells.add(Cell.number(published, Figures.share(published)));
        if (one) {
          double difference = row.values().get(0).value() - published;
          cells.add(Cell.number(difference, Figures.points(difference)));
        }
      }
      rows.add(cells);
    }
    return List.of(
        Html.remark(
            Html.badge(Html.Tone.PLAIN, "information, never pass or fail"),
            Html.text(
                " The values that the RecurrentGemma paper (arXiv:2404.07839, table 2) prints of its"
                    + " own models of two billion parameters. Its prompts are not published, so that"
                    + " a difference may be the prompts'.")),
        new DataTable(columns, rows).html());
  }

  private static Cell here(Paper row, PaperValue value) {
    return value == null
        ? Cell.of(Html.text(Figures.UNKNOWN))
        : Cell.number(
            value.value(),
            Html.lines(
                Html.text(Figures.share(value.value())),
                value.whole()
                    ? Html.NOTHING
                    : Html.text(
                        Figures.count(value.n()) + " of " + Figures.count(row.documents()))));
  }
}
