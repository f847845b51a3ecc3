package dev.assay.eval.report;

import java.math.BigDecimal;
import java.util.List;

/**
 * A column of a Markdown table as pytablewriter, which the reference harness uses, lays it out: one
 * of numbers is right-aligned, and all its numbers have the fewest decimals that lose nothing of
 * any of them; where one cell is text, all are printed as they are, left-aligned.
 *
 * @param cells the heading first
 */
record MarkdownColumn(List<String> cells, boolean numeric, int width) {
  private static final String NUMBER = "-?[0-9]+(\\.[0-9]+)?";
  private static final int LEAST_WIDTH = 3;

  static MarkdownColumn of(List<String> cells) {
    List<String> body = cells.subList(1, cells.size());
    List<String> values = body.stream().filter(cell -> !cell.isEmpty()).toList();
    boolean numeric = !values.isEmpty() && values.stream().allMatch(value -> value.matches(NUMBER));
    List<String> printed = cells;
    if (numeric) {
      int decimals = values.stream().mapToInt(MarkdownColumn::decimals).max().orElse(0);
      printed =
          cells.stream().map(cell -> cell.matches(NUMBER) ? fixed(cell, decimals) : cell).toList();
    }
    int width = printed.stream().mapToInt(String::length).max().orElse(0);
    return new MarkdownColumn(printed, numeric, Math.max(LEAST_WIDTH, width));
  }

  /**
   * A table.
   *
   * @param columns of as many cells each, headings first
   */
  static String table(List<List<String>> columns) {
    List<MarkdownColumn> printed = columns.stream().map(MarkdownColumn::of).toList();
    StringBuilder text = new StringBuilder();
    for (int line = 0; line < columns.get(0).size(); line++) {
      for (MarkdownColumn column : printed) {
        text.append('|').append(column.cell(line));
      }
      text.append("|\n");
      if (line == 0) {
        printed.forEach(column -> text.append('|').append(column.rule()));
        text.append("|\n");
      }
    }
    return text.toString();
  }

  private static int decimals(String number) {
    return Math.max(0, new BigDecimal(number).stripTrailingZeros().scale());
  }

  private static String fixed(String number, int decimals) {
    return new BigDecimal(number).setScale(decimals).toPlainString();
  }

  /** The line under the heading. */
  String rule() {
    return "-".repeat(numeric ? width - 1 : width) + (numeric ? ":" : "");
  }

  /** Headings centred, numbers right, text left. */
  String cell(int line) {
    String value = cells.get(line);
    int space = width - value.length();
    int left = line == 0 ? space / 2 : numeric ? space : 0;
    return " ".repeat(left) + value + " ".repeat(space - left);
  }
}
