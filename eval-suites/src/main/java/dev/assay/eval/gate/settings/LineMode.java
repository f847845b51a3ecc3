package dev.assay.eval.gate.settings;

import java.util.OptionalDouble;

/** What a line asks of the candidate. */
public sealed interface LineMode {
  /** As configurations, tables and reports write it. */
  String name();

  /**
   * Fails on evidence of a difference that matters.
   *
   * @param twoSided a difference to the better fails, too
   * @param confirm successive candidates that have to be worse
   */
  record Detect(Effect effect, boolean twoSided, int confirm) implements LineMode {
    @Override
    public String name() {
      return "detect";
    }
  }

  /** Fails without proof that the candidate is no worse than this. */
  record NonInferior(Effect effect) implements LineMode {
    @Override
    public String name() {
      return "non_inferior";
    }
  }

  /**
   * Fails where any answer differs.
   *
   * @param tolerance of log-likelihoods; 0 for equal bits
   */
  record Identical(double tolerance) implements LineMode {
    @Override
    public String name() {
      return "identical";
    }
  }

  /**
   * Holds the value itself against a limit, whatever the baseline has.
   *
   * @param least that it may be
   * @param most that it may be
   * @param bound the one-sided bound of the value has to clear the limit, not the value alone
   */
  record Absolute(OptionalDouble least, OptionalDouble most, boolean bound) implements LineMode {
    @Override
    public String name() {
      return "absolute";
    }
  }

  /**
   * The least difference that matters.
   *
   * @param relative it is a share of the baseline's value
   */
  record Effect(double size, boolean relative) {
    /** Of a baseline's value. */
    public double of(double baseline) {
      return relative ? size * Math.abs(baseline) : size;
    }
  }
}
