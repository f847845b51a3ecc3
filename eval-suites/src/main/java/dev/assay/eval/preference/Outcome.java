package dev.assay.eval.preference;

/** What a pair says of the candidate, held against the baseline. */
public enum Outcome {
  WIN(1),
  TIE(0.5),
  LOSS(0);

  private final double score;

  Outcome(double score) {
    this.score = score;
  }

  /** 1, ½ or 0. */
  public double score() {
    return score;
  }

  /** What the pair says of the baseline. */
  public Outcome reversed() {
    return switch (this) {
      case WIN -> LOSS;
      case TIE -> TIE;
      case LOSS -> WIN;
    };
  }
}
