package dev.assay.eval.preference.agreement;

/** How much two labels of k, i and j in their order, agree. */
public enum AgreementWeights {
  /** 1 where they are the same, else 0. */
  NOMINAL {
    @Override
    double of(int i, int j, int k) {
      return i == j ? 1 : 0;
    }
  },

  /** 1 − |i − j|/(k − 1). */
  LINEAR {
    @Override
    double of(int i, int j, int k) {
      return i == j ? 1 : 1 - Math.abs(i - j) / (k - 1.0);
    }
  },

  /** 1 − (i − j)²/(k − 1)². */
  QUADRATIC {
    @Override
    double of(int i, int j, int k) {
      double apart = i == j ? 0 : (i - j) / (k - 1.0);
      return 1 - apart * apart;
    }
  };

  abstract double of(int i, int j, int k);
}
