package dev.assay.eval.preference.control;

import dev.assay.eval.statistic.ExactSum;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * What preferences are explained by: 1, tanh(Δ/σ) of the difference Δ in length, and differences of
 * style over their standard deviations. Style is scaled and not centred: a constant of centred
 * columns would be the rate at the mean style, not at equal style. A column that never varies tells
 * nothing and is left out.
 */
record Columns(double sigma, boolean ofLength, List<Integer> styles, double[][] rows) {

  static Columns of(List<ControlledPair> pairs) {
    double sigma = deviation(pairs, ControlledPair::difference);
    List<double[]> columns = new ArrayList<>();
    columns.add(pairs.stream().mapToDouble(pair -> 1).toArray());
    if (sigma > 0) {
      columns.add(
          pairs.stream().mapToDouble(pair -> StrictMath.tanh(pair.difference() / sigma)).toArray());
    }
    List<Integer> styles = new ArrayList<>();
    for (int style = 0; style < pairs.get(0).style().size(); style++) {
      int at = style;
      double scale = deviation(pairs, pair -> pair.style().get(at));
      if (scale > 0) {
        styles.add(style);
        columns.add(pairs.stream().mapToDouble(pair -> pair.style().get(at) / scale).toArray());
      }
    }
    double[][] rows = new double[pairs.size()][columns.size()];
    for (int row = 0; row < rows.length; row++) {
      for (int column = 0; column < columns.size(); column++) {
        rows[row][column] = columns.get(column)[row];
      }
    }
    return new Columns(sigma, sigma > 0, styles, rows);
  }

  /** With n − 1; 0 of a single pair. */
  private static double deviation(
      List<ControlledPair> pairs, ToDoubleFunction<ControlledPair> value) {
    if (pairs.size() < 2) {
      return 0;
    }
    double mean = ExactSum.of(pairs.stream().mapToDouble(value).toArray()) / pairs.size();
    double squares =
        ExactSum.of(
            pairs.stream()
                .mapToDouble(value)
                .map(number -> (number - mean) * (number - mean))
                .toArray());
    return Math.sqrt(squares / (pairs.size() - 1));
  }

  int count() {
    return rows[0].length;
  }
}
