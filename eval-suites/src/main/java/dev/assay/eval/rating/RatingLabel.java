package dev.assay.eval.rating;

/** What a rating says of the candidate. */
public enum RatingLabel {
  WIN(1),
  TIE(0.5),
  LOSS(0);

  private final double score;

  RatingLabel(double score) {
    this.score = score;
  }

  /** 1, ½ or 0: the mean over ratings is the win rate. */
  public double score() {
    return score;
  }
}
