package dev.assay.eval.gate.evidence;

import dev.assay.eval.statistic.BenjaminiHochberg;
import dev.assay.eval.statistic.Holm;

/** What is made of the probabilities of several lines, so that many lines ring no more than one. */
public enum Correction {
  HOLM {
    @Override
    public double[] adjusted(double[] probabilities) {
      return Holm.adjusted(probabilities);
    }
  },

  BH {
    @Override
    public double[] adjusted(double[] probabilities) {
      return BenjaminiHochberg.adjusted(probabilities);
    }
  },

  NONE {
    @Override
    public double[] adjusted(double[] probabilities) {
      return probabilities.clone();
    }
  };

  /**
   * @param probabilities NaN for a line that could not be tested, which is none of the family
   * @return in the given order
   */
  public abstract double[] adjusted(double[] probabilities);
}
