package dev.assay.eval.preference.control;

import dev.assay.eval.statistic.ExactSum;
import dev.assay.eval.statistic.LogLikelihood;
import dev.assay.eval.statistic.Share;

/**
 * P(y) = logistic(θ + βx), of any y from 0 to 1 (quasi-binomial). Its sums are exact, and odd or
 * even in what exchanging the sides turns round: the fit is mirrored to the bit.
 */
final class LogisticModel implements LogLikelihood {
  /** Of each row 1 and its columns. */
  private final double[][] rows;

  /** y − ½. */
  private final double[] centred;

  private final double ridge;

  /**
   * @param rows at least one
   * @param ridge λ of the penalty λ/2·β², which leaves θ free
   */
  LogisticModel(double[][] rows, double[] centred, double ridge) {
    this.rows = rows;
    this.centred = centred;
    this.ridge = ridge;
  }

  private double logit(int row, double[] parameters) {
    ExactSum sum = new ExactSum();
    for (int i = 0; i < parameters.length; i++) {
      sum.add(rows[row][i] * parameters[i]);
    }
    return sum.value();
  }

  /** y − m of a row. */
  double residual(int row, double[] parameters) {
    return centred[row] - Share.logisticDistance(logit(row, parameters));
  }

  double column(int row, int column) {
    return rows[row][column];
  }

  @Override
  public Expansion at(double[] parameters) {
    int width = parameters.length;
    ExactSum value = new ExactSum();
    ExactSum[] gradient = sums(width);
    ExactSum[][] information = new ExactSum[width][];
    for (int i = 0; i < width; i++) {
      information[i] = sums(i + 1);
    }
    for (int row = 0; row < rows.length; row++) {
      double logit = logit(row, parameters);
      double size = Math.abs(logit);
      value.add(centred[row] * logit);
      value.add(-size / 2 - StrictMath.log1p(StrictMath.exp(-size)));
      double fitted = Share.logisticDistance(logit);
      double weight = 0.25 - fitted * fitted;
      for (int i = 0; i < width; i++) {
        gradient[i].add(rows[row][i] * (centred[row] - fitted));
        for (int j = 0; j <= i; j++) {
          information[i][j].add(weight * rows[row][i] * rows[row][j]);
        }
      }
    }
    for (int i = 1; i < width; i++) {
      value.add(-ridge / 2 * parameters[i] * parameters[i]);
      gradient[i].add(-ridge * parameters[i]);
      information[i][i].add(ridge);
    }
    return new Expansion(value.value(), values(gradient), symmetric(information));
  }

  private static ExactSum[] sums(int count) {
    ExactSum[] sums = new ExactSum[count];
    for (int i = 0; i < count; i++) {
      sums[i] = new ExactSum();
    }
    return sums;
  }

  private static double[] values(ExactSum[] sums) {
    double[] values = new double[sums.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = sums[i].value();
    }
    return values;
  }

  private static double[][] symmetric(ExactSum[][] lower) {
    double[][] matrix = new double[lower.length][lower.length];
    for (int i = 0; i < lower.length; i++) {
      for (int j = 0; j <= i; j++) {
        matrix[i][j] = lower[i][j].value();
        matrix[j][i] = matrix[i][j];
      }
    }
    return matrix;
  }
}
