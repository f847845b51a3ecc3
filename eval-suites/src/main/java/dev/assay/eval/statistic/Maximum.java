package dev.assay.eval.statistic;

import java.util.Optional;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.ArrayRealVector;
import org.apache.commons.math3.linear.CholeskyDecomposition;
import org.apache.commons.math3.linear.DecompositionSolver;
import org.apache.commons.math3.linear.NonPositiveDefiniteMatrixException;
import org.apache.commons.math3.linear.RealMatrix;

/** Where a likelihood is greatest, found by Newton's steps, each halved until it climbs. */
public final class Maximum {
  private static final int MOST_STEPS = 50;
  private static final int MOST_HALVINGS = 30;

  /** The last step is shorter. */
  private static final double SHORTEST_STEP = 1e-12;

  /** Of the value, by which a step may seem to fall where rounding is all that is left. */
  private static final double ROUNDING = 1e-13;

  private static final double SYMMETRY = 1e-10;
  private static final double POSITIVE = 1e-12;

  private final double[] point;
  private final double value;
  private final RealMatrix covariance;
  private final int steps;

  private Maximum(double[] point, double value, RealMatrix covariance, int steps) {
    this.point = point;
    this.value = value;
    this.covariance = covariance;
    this.steps = steps;
  }

  /**
   * @param start where the likelihood is finite
   * @param furthest how large a parameter may get: of a likelihood without a maximum they grow
   *     without end
   * @return empty where 50 steps do not reach one, or the information is singular
   */
  public static Optional<Maximum> of(LogLikelihood likelihood, double[] start, double furthest) {
    double[] point = start.clone();
    LogLikelihood.Expansion here = likelihood.at(point);
    for (int steps = 1; steps <= MOST_STEPS; steps++) {
      Optional<DecompositionSolver> solver = solver(here.information());
      if (solver.isEmpty()) {
        return Optional.empty();
      }
      double[] step = solver.get().solve(new ArrayRealVector(here.gradient(), false)).toArray();
      double[] next = point;
      LogLikelihood.Expansion there = here;
      double part = 1;
      for (int halving = 0; halving < MOST_HALVINGS; halving++, part /= 2) {
        next = moved(point, step, part);
        there = likelihood.at(next);
        if (there.value() >= here.value() - ROUNDING * Math.abs(here.value())) {
          break;
        }
      }
      point = next;
      here = there;
      if (!(largest(point) <= furthest)) {
        return Optional.empty();
      }
      if (part * largest(step) < SHORTEST_STEP) {
        int taken = steps;
        double[] found = point;
        double value = here.value();
        return solver(here.information())
            .map(last -> new Maximum(found, value, last.getInverse(), taken));
      }
    }
    return Optional.empty();
  }

  private static Optional<DecompositionSolver> solver(double[][] information) {
    try {
      return Optional.of(
          new CholeskyDecomposition(new Array2DRowRealMatrix(information), SYMMETRY, POSITIVE)
              .getSolver());
    } catch (NonPositiveDefiniteMatrixException singular) {
      return Optional.empty();
    }
  }

  private static double[] moved(double[] point, double[] step, double part) {
    double[] moved = new double[point.length];
    for (int i = 0; i < moved.length; i++) {
      moved[i] = point[i] + part * step[i];
    }
    return moved;
  }

  private static double largest(double[] numbers) {
    double largest = 0;
    for (double number : numbers) {
      largest = Math.max(largest, Math.abs(number));
    }
    return largest;
  }

  /** The parameter there. */
  public double at(int parameter) {
    return point[parameter];
  }

  /** All of them, a copy. */
  public double[] point() {
    return point.clone();
  }

  /** The likelihood's logarithm there. */
  public double value() {
    return value;
  }

  /** Of the inverse information there. */
  public double covariance(int one, int other) {
    return covariance.getEntry(one, other);
  }

  /** How many were taken. */
  public int steps() {
    return steps;
  }
}
