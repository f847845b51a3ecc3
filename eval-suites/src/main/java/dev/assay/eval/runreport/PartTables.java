package dev.assay.eval.runreport;

import dev.assay.eval.page.Cell;
import dev.assay.eval.page.Column;
import dev.assay.eval.page.DataTable;
import dev.assay.eval.page.Html;
import dev.assay.eval.page.Unit;
import dev.assay.eval.runreport.RunReport.Part;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Parts of tasks, trait by trait. */
final class PartTables {
  private final RunReport report;

  PartTables(RunReport report) {
    this.report = report;
  }

  List<Html> blocks() {
    Map<String, List<Part>> traits = new LinkedHashMap<>();
    for (Part part : report.parts()) {
      traits
          .computeIfAbsent(part.task() + " by " + part.trait(), name -> new ArrayList<>())
          .add(part);
    }
    List<Html> blocks = new ArrayList<>();
    traits.forEach(
        (name, parts) ->
            blocks.add(Html.details(name + " (" + parts.size() + " lines)", table(parts))));
    return blocks;
  }

  private Html table(List<Part> parts) {
    boolean one = report.runs().size() == 1;
    List<Column> columns = new ArrayList<>();
    columns.add(Column.text(parts.get(0).trait()));
    columns.add(Column.text("metric"));
    report.runs().forEach(run -> columns.add(Column.number(one ? "score" : run.name())));
    columns.add(Column.number("items"));
    List<List<Cell>> rows = new ArrayList<>();
    for (Part part : parts) {
      Unit unit = ScoreTables.unit(part.metric(), part.values());
      List<Cell> row = new ArrayList<>();
      row.add(Cell.text(part.subset()));
      row.add(Cell.text(ScoreTables.metric(part.metric(), part.filter())));
      part.values().forEach(value -> row.add(ScoreTables.cell(unit, value)));
      row.add(
          Cell.count(
              part.values().stream()
                  .filter(Objects::nonNull)
                  .mapToLong(RunReport.Value::n)
                  .max()
                  .orElse(0)));
      rows.add(row);
    }
    return new DataTable(columns, rows).html();
  }
}
