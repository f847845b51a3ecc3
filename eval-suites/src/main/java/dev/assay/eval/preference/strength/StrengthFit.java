package dev.assay.eval.preference.strength;

import dev.assay.eval.preference.strength.StrengthMethod.Term;
import dev.assay.eval.statistic.LogLikelihood;
import dev.assay.eval.statistic.Maximum;
import java.util.Optional;

/**
 * Strengths of the greatest likelihood, which sum to 0. Without a prior the last model's is 0 while
 * they are searched; with one the model of strength 0 that all meet is.
 *
 * @param strengths in the order of the models
 * @param extra the method's extra parameter; 0 where it has none
 */
record StrengthFit(double[] strengths, double extra, Maximum maximum, int free) {
  /** Odds of e^30 are nobody's: such a strength is on its way to infinity. */
  private static final double FURTHEST = 30;

  private static final double HALF = 0.5;

  /** The logarithm of the likelihood of counts. */
  private record Likelihood(
      StrengthMethod method, Results results, double[] counts, boolean prior, int free)
      implements LogLikelihood {

    @Override
    public Expansion at(double[] parameters) {
      double[] gradient = new double[parameters.length];
      double[][] information = new double[parameters.length][parameters.length];
      double extra = parameters.length > free ? parameters[free] : 0;
      double value = 0;
      for (int i = 0; i < results.pairs().size(); i++) {
        Results.Pair pair = results.pairs().get(i);
        double d = strength(parameters, pair.first()) - strength(parameters, pair.second());
        int at = Results.COUNTS * i;
        Term term = method.term(counts[at], counts[at + 1], counts[at + 2], d, extra);
        value += term.value();
        add(term, pair.first(), 1, gradient, information);
        add(term, pair.second(), -1, gradient, information);
        if (pair.first() < free && pair.second() < free) {
          information[pair.first()][pair.second()] -= term.ofD();
          information[pair.second()][pair.first()] -= term.ofD();
        }
        if (parameters.length > free) {
          gradient[free] += term.byExtra();
          information[free][free] += term.ofExtra();
        }
      }
      if (prior) {
        for (int model = 0; model < free; model++) {
          Term term = StrengthMethod.TIES_AS_HALF.term(HALF, 0, HALF, parameters[model], 0);
          value += term.value();
          gradient[model] += term.byD();
          information[model][model] += term.ofD();
        }
      }
      return new Expansion(value, gradient, information);
    }

    private double strength(double[] parameters, int model) {
      return model < free ? parameters[model] : 0;
    }

    private void add(Term term, int model, int sign, double[] gradient, double[][] information) {
      if (model >= free) {
        return;
      }
      gradient[model] += sign * term.byD();
      information[model][model] += term.ofD();
      if (gradient.length > free) {
        information[model][free] += sign * term.ofBoth();
        information[free][model] += sign * term.ofBoth();
      }
    }
  }

  /**
   * @param start parameters of an earlier fit of the same models and method; null for none
   * @return empty where the likelihood has no maximum
   */
  static Optional<StrengthFit> of(
      StrengthMethod method, Results results, double[] counts, boolean prior, double[] start) {
    int models = results.models().size();
    int free = prior ? models : models - 1;
    double[] from = new double[free + (method.hasExtra() ? 1 : 0)];
    if (method.hasExtra()) {
      from[free] = method.start();
    }
    if (start != null) {
      System.arraycopy(start, 0, from, 0, Math.min(start.length, from.length));
    }
    return Maximum.of(new Likelihood(method, results, counts, prior, free), from, FURTHEST)
        .map(maximum -> of(maximum, models, free, method));
  }

  private static StrengthFit of(Maximum maximum, int models, int free, StrengthMethod method) {
    double mean = 0;
    for (int i = 0; i < free; i++) {
      mean += maximum.at(i) / models;
    }
    double[] strengths = new double[models];
    for (int i = 0; i < models; i++) {
      strengths[i] = (i < free ? maximum.at(i) : 0) - mean;
    }
    return new StrengthFit(strengths, method.hasExtra() ? maximum.at(free) : 0, maximum, free);
  }

  /** Standard error of a model's strength. */
  double standardError(int model) {
    double[] weights = new double[free];
    for (int i = 0; i < free; i++) {
      weights[i] = (i == model ? 1 : 0) - 1.0 / strengths.length;
    }
    return standardError(weights);
  }

  /** Standard error of the difference of two strengths. */
  double standardError(int one, int other) {
    double[] weights = new double[free];
    for (int i = 0; i < free; i++) {
      weights[i] = (i == one ? 1 : 0) - (i == other ? 1 : 0);
    }
    return standardError(weights);
  }

  private double standardError(double[] weights) {
    double variance = 0;
    for (int i = 0; i < free; i++) {
      for (int j = 0; j < free; j++) {
        variance += weights[i] * maximum.covariance(i, j) * weights[j];
      }
    }
    return Math.sqrt(variance);
  }

  /** Standard error of the extra parameter. */
  double extraError() {
    return Math.sqrt(maximum.covariance(free, free));
  }
}
