package dev.assay.eval.preference.strength;

import dev.assay.eval.statistic.Share;

/**
 * How likely results are by the difference d of two strengths. Each method has strengths on a scale
 * of its own: those of two are never put together.
 */
public enum StrengthMethod {
  /** P(first wins) = logistic(d), and a tie is half a win of each (as Chatbot Arena counts). */
  TIES_AS_HALF {
    @Override
    Term term(double wins, double ties, double losses, double d, double extra) {
      return logistic(wins + ties / 2, losses + ties / 2, d, 0);
    }

    @Override
    Expected expected(double d, double extra) {
      double p = Share.logistic(d);
      return new Expected(p, p * (1 - p));
    }
  },

  /**
   * P(first), P(second) and P(tie) as e^(d/2) : e^(−d/2) : ν (Davidson, 1970); the extra parameter
   * is ln ν.
   */
  DAVIDSON {
    @Override
    Term term(double wins, double ties, double losses, double d, double extra) {
      double n = wins + ties + losses;
      double largest = Math.max(Math.abs(d) / 2, extra);
      double total =
          StrictMath.exp(d / 2 - largest)
              + StrictMath.exp(-d / 2 - largest)
              + StrictMath.exp(extra - largest);
      double first = StrictMath.exp(d / 2 - largest) / total;
      double second = StrictMath.exp(-d / 2 - largest) / total;
      double tie = StrictMath.exp(extra - largest) / total;
      return new Term(
          (wins - losses) * d / 2 + ties * extra - n * (largest + StrictMath.log(total)),
          (wins - losses - n * (first - second)) / 2,
          ties - n * tie,
          n / 4 * (first + second - (first - second) * (first - second)),
          -n / 2 * (first - second) * tie,
          n * tie * (1 - tie));
    }

    @Override
    Expected expected(double d, double extra) {
      double first = StrictMath.exp(d / 2);
      double second = StrictMath.exp(-d / 2);
      double tie = StrictMath.exp(extra);
      double total = first + second + tie;
      return Expected.of(first / total, tie / total);
    }
  },

  /**
   * P(first) = logistic(d − η), P(second) = logistic(−d − η), the rest are ties (Rao and Kupper,
   * 1967); the extra parameter is η, above 0.
   */
  RAO_KUPPER {
    @Override
    Term term(double wins, double ties, double losses, double d, double extra) {
      if (extra <= 0) {
        return Term.IMPOSSIBLE;
      }
      // P(tie) = (e^2η − 1)·P(first)·P(second): a tie counts for both, and for η.
      double first = Share.logistic(d - extra);
      double second = Share.logistic(-d - extra);
      double forFirst = wins + ties;
      double forSecond = losses + ties;
      double grown = -StrictMath.expm1(-2 * extra);
      double firstWeight = forFirst * first * (1 - first);
      double secondWeight = forSecond * second * (1 - second);
      return new Term(
          forFirst * logOfLogistic(d - extra)
              + forSecond * logOfLogistic(-d - extra)
              + ties * (2 * extra + StrictMath.log(grown)),
          forFirst * (1 - first) - forSecond * (1 - second),
          -forFirst * (1 - first) - forSecond * (1 - second) + 2 * ties / grown,
          firstWeight + secondWeight,
          secondWeight - firstWeight,
          firstWeight + secondWeight + 4 * ties * (1 - grown) / (grown * grown));
    }

    @Override
    Expected expected(double d, double extra) {
      double first = Share.logistic(d - extra);
      return Expected.of(first, 1 - first - Share.logistic(-d - extra));
    }
  },

  /**
   * P(first wins) = logistic(d + γ), of single games whose first model is shown first; a tie is
   * half a win of each. The extra parameter γ is what the place is worth.
   */
  ORDER_EFFECT {
    @Override
    Term term(double wins, double ties, double losses, double d, double extra) {
      Term plain = logistic(wins + ties / 2, losses + ties / 2, d, extra);
      return new Term(plain.value, plain.byD, plain.byD, plain.ofD, plain.ofD, plain.ofD);
    }

    @Override
    Expected expected(double d, double extra) {
      return TIES_AS_HALF.expected(d + extra, 0);
    }
  };

  /**
   * What one pair adds to the logarithm of the likelihood, its first derivatives, and its second
   * ones negated.
   */
  record Term(double value, double byD, double byExtra, double ofD, double ofBoth, double ofExtra) {
    static final Term IMPOSSIBLE = new Term(Double.NEGATIVE_INFINITY, 0, 0, 0, 0, 0);
  }

  /** Mean and variance of a result, 1, ½ or 0. */
  record Expected(double rate, double variance) {
    static Expected of(double win, double tie) {
      double rate = win + tie / 2;
      return new Expected(rate, win + tie / 4 - rate * rate);
    }
  }

  abstract Term term(double wins, double ties, double losses, double d, double extra);

  abstract Expected expected(double d, double extra);

  /** Whether ties have a parameter of their own. */
  boolean modelsTies() {
    return this == DAVIDSON || this == RAO_KUPPER;
  }

  boolean hasExtra() {
    return this != TIES_AS_HALF;
  }

  /** A value of the extra parameter inside the model. */
  double start() {
    return this == RAO_KUPPER ? 0.5 : 0;
  }

  private static Term logistic(double wins, double losses, double d, double more) {
    double first = Share.logistic(d + more);
    return new Term(
        wins * logOfLogistic(d + more) + losses * logOfLogistic(-d - more),
        wins * (1 - first) - losses * first,
        0,
        (wins + losses) * first * (1 - first),
        0,
        0);
  }

  private static double logOfLogistic(double x) {
    return Math.min(x, 0) - StrictMath.log1p(StrictMath.exp(-Math.abs(x)));
  }
}
