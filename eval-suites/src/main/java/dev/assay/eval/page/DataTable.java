package dev.assay.eval.page;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A table whose columns can be sorted by a click on, or Enter at, their names. On narrow screens it
 * is moved sideways under its first column, which stays.
 *
 * @param rows as many cells each as there are columns
 */
public record DataTable(List<Column> columns, List<List<Cell>> rows) {
  /** Letters of a name that is not broken into lines. */
  private static final int UNBROKEN = 18;

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

  /** Without the columns in which no row has anything: what does not apply is not there. */
  public DataTable withoutEmptyColumns() {
    List<Integer> kept =
        IntStream.range(0, columns.size())
            .filter(i -> rows.stream().anyMatch(row -> !row.get(i).isEmpty()))
            .boxed()
            .toList();
    return new DataTable(
        kept.stream().map(columns::get).toList(),
        rows.stream().map(row -> kept.stream().map(row::get).toList()).toList());
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
        String sortedBy = row.get(i).sortedBy();
        table
            .append("<td")
            .append(
                columns.get(i).isNumber()
                    ? " class=\"number\""
                    : sortedBy.length() <= UNBROKEN ? " class=\"short\"" : "")
            .append(" data-by=\"")
            .append(Html.escaped(sortedBy))
            .append("\">")
            .append(row.get(i).shown())
            .append("</td>");
      }
      table.append("</tr>\n");
    }
    return Html.markup(table.append("</tbody></table></div>\n").toString());
  }
}
