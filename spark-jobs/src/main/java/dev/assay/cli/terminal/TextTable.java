package dev.assay.cli.terminal;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** Aligned columns of text. */
public final class TextTable {
  private static final String GAP = "   ";

  private final List<Column> columns;
  private final List<List<Cell>> rows = new ArrayList<>();

  /** A column of texts is aligned left, one of numbers right. */
  public enum Alignment {
    LEFT,
    RIGHT
  }

  /** A column's heading, and the side its texts stand at. */
  public record Column(String heading, Alignment alignment) {
    public static Column text(String heading) {
      return new Column(heading, Alignment.LEFT);
    }

    public static Column number(String heading) {
      return new Column(heading, Alignment.RIGHT);
    }
  }

  /**
   * A text of a row.
   *
   * @param style put around the text once it has its width
   */
  public record Cell(String text, UnaryOperator<String> style) {
    public static Cell of(String text) {
      return new Cell(text, UnaryOperator.identity());
    }
  }

  public TextTable(Column... columns) {
    this.columns = List.of(columns);
  }

  /** Adds a row, a cell for each column. */
  public void add(Cell... cells) {
    if (cells.length != columns.size()) {
      throw new IllegalArgumentException(cells.length + " cells in " + columns.size() + " columns");
    }
    rows.add(List.of(cells));
  }

  /** Lines, each ended; headings in the given style. */
  public String text(UnaryOperator<String> headings) {
    StringBuilder text = new StringBuilder();
    line(text, columns.stream().map(column -> new Cell(column.heading, headings)).toList());
    rows.forEach(row -> line(text, row));
    return text.toString();
  }

  private void line(StringBuilder text, List<Cell> cells) {
    StringBuilder line = new StringBuilder();
    for (int column = 0; column < cells.size(); column++) {
      Cell cell = cells.get(column);
      String space = " ".repeat(width(column) - length(cell.text));
      boolean left = columns.get(column).alignment == Alignment.LEFT;
      boolean last = column == cells.size() - 1;
      line.append(column == 0 ? "" : GAP).append(left ? "" : space);
      line.append(cell.style.apply(cell.text)).append(left && !last ? space : "");
    }
    text.append(line.toString().stripTrailing()).append('\n');
  }

  private int width(int column) {
    int width = length(columns.get(column).heading);
    for (List<Cell> row : rows) {
      width = Math.max(width, length(row.get(column).text));
    }
    return width;
  }

  private static int length(String text) {
    return text.codePointCount(0, text.length());
  }
}
