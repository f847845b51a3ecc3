package dev.assay.eval.preference.control;

import dev.assay.eval.statistic.ExactSum;
import dev.assay.eval.statistic.Maximum;
import java.util.List;

/**
 * Standard errors that hold where the pairs of a prompt are alike: √Σ(a·g)² over prompts, where g
 * is what a prompt adds to the gradient and a the coefficient's row of the inverse information
 * (Liang &amp; Zeger, 1986, without a correction for few prompts).
 *
 * @param prompts rows of each
 */
record Sandwich(LogisticModel model, List<List<Integer>> prompts) {

  Coefficient coefficient(Maximum maximum, int at) {
    double[] point = maximum.point();
    double[] squares = new double[prompts.size()];
    for (int prompt = 0; prompt < squares.length; prompt++) {
      ExactSum moved = new ExactSum();
      for (int column = 0; column < point.length; column++) {
        moved.add(maximum.covariance(at, column) * score(prompt, column, point));
      }
      squares[prompt] = moved.value() * moved.value();
    }
    return new Coefficient(maximum.at(at), Math.sqrt(ExactSum.of(squares)));
  }

  private double score(int prompt, int column, double[] point) {
    ExactSum score = new ExactSum();
    for (int row : prompts.get(prompt)) {
      score.add(model.column(row, column) * model.residual(row, point));
    }
    return score.value();
  }
}
