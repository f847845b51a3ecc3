package dev.assay.cli.compare;

import dev.assay.cli.terminal.TerminalStyle;
import dev.assay.eval.comparison.MeanEstimate;
import dev.assay.eval.statistic.Interval;
import java.util.Arrays;
import java.util.List;

/**
 * Differences and their intervals drawn to one scale around zero, a line each.
 *
 * @param half cells on each side of zero
 * @param reach points, of a hundred, that they stand for
 */
record DifferencePlot(TerminalStyle style, int half, int reach) {
  private static final int STEP = 5;
  private static final int HALF = 12;

  /** With a scale that holds all bounds. */
  static DifferencePlot of(TerminalStyle style, List<MeanEstimate> differences) {
    double greatest = 0;
    for (MeanEstimate difference : differences) {
      Interval interval = difference.interval();
      for (double bound : new double[] {difference.mean(), interval.lower(), interval.upper()}) {
        greatest = Double.isNaN(bound) ? greatest : Math.max(greatest, Math.abs(bound));
      }
    }
    int steps = (int) Math.max(1, Math.ceil(100 * greatest / STEP));
    return new DifferencePlot(style, HALF, steps * STEP);
  }

  /** The scale: its ends and zero. */
  String heading() {
    String left = style.symbol("−", "-") + reach;
    String right = "+" + reach;
    return left
        + " ".repeat(half - left.length())
        + "0"
        + " ".repeat(half - right.length())
        + right;
  }

  String line(MeanEstimate difference) {
    String[] cells = new String[2 * half + 1];
    Arrays.fill(cells, " ");
    cells[half] = style.symbol("│", "|");
    if (!Double.isNaN(difference.interval().lower())) {
      int lower = cell(difference.interval().lower());
      int upper = cell(difference.interval().upper());
      for (int i = lower; i <= upper; i++) {
        cells[i] = i == half ? style.symbol("┼", "+") : style.symbol("─", "-");
      }
    }
    if (!Double.isNaN(difference.mean())) {
      cells[cell(difference.mean())] = style.symbol("●", "o");
    }
    return String.join("", cells);
  }

  private int cell(double difference) {
    return half + (int) Math.round(100 * difference / reach * half);
  }
}
