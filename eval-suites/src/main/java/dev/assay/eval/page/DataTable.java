package dev.assay.eval.page;

import java.util.ArrayList;
import java.util.List;

/**
 * A table whose columns can be sorted by a click on, or Enter at, their names. On narrow screens it
 * is moved sideways under its first column, which stays.
 *
 * @param rows as many cells each as there are columns
 */
public record DataTable(List<Column> columns, List<List<Cell>> rows) {
  /**
   * @throws IllegalArgumentException for a row of another width
   */
  public DataTable {
    columns = List.copyOf(columns);
    rows = rows.stream().map(List::copyOf).toList();
    for (List<Cell> row : rows) {
      if (row.size() != columns.size()) {
        throw new IllegalArgumentException(
            row.size() + " cells in a table of " + columns.size() + " columns");
      }
    }
  }

  public DataTable(List<Column> columns) {
    this(columns, List.of());
  }

  public DataTable(Column... columns) {
    this(List.of(columns));
  }

  /** With one more row. */
  public DataTable with(Cell... cells) {
    List<List<Cell>> more = new ArrayList<>(rows);
    more.add(List.of(cells));
    return new DataTable(columns, more);
  }

  /** Nothing where there are no rows. */
  public Html html() {
    if (rows.isEmpty()) {
      return Html.NOTHING;
    }
    StringBuilder table =
        new StringBuilder("<div class=\"wide\"><table class=\"sortable\"><thead><tr>");
    for (Column column : columns) {
      table
          .append(column.isNumber() ? "<th scope=\"col\" class=\"number\">" : "<th scope=\"col\">")
          .append(Html.text(column.name()))
          .append("</th>");
    }
    table.append("</tr></thead><tbody>\n");
    for (List<Cell> row : rows) {
      table.append("<tr>");
      for (int i = 0; i < row.size(); i++) {
        table
            .append(
                columns.get(i).isNumber() ? "<td class=\"number\" data-by=\"" : "<td data-by=\"")
            .append(Html.escaped(row.get(i).sortedBy()))
            .append("\">")
            .append(row.get(i).shown())
            .append("</td>");
      }
      table.append("</tr>\n");
    }
    return Html.markup(table.append("</tbody></table></div>\n").toString());
  }
}
