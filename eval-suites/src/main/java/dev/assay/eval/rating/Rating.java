package dev.assay.eval.rating;

import dev.assay.eval.preference.Outcome;
import java.time.Instant;

/**
 * What one person says of two answers to one prompt, told for the candidate.
 *
 * @param promptId the cluster that the rating belongs to
 * @param category e.g. {@code safety}; null where the row has none
 * @param rater pseudonym, or its salted digest
 * @param level 2 much better, 1 better, 0 a tie, −1 worse, −2 much worse than the baseline; ratings
 *     on three levels have 1, 0 and −1
 * @param time in whole microseconds; null where the row has none
 * @param superseded the rater rated the pair again later: the rating does not count
 */
public record Rating(
    String promptId,
    String category,
    String rater,
    String candidate,
    String baseline,
    ShownFirst shownFirst,
    int level,
    Instant time,
    boolean superseded) {
  static final int MUCH_BETTER = 2;

  public Rating {
    if (level < -MUCH_BETTER || level > MUCH_BETTER) {
      throw new IllegalArgumentException("level " + level + " is not within -2 and 2");
    }
  }

  /** Five levels folded to three. */
  public Outcome outcome() {
    return level > 0 ? Outcome.WIN : level < 0 ? Outcome.LOSS : Outcome.TIE;
  }

  /**
   * level/2 + ½, in −½ … 1½: the second score, whose mean equals the win rate where nobody used the
   * outer levels.
   */
  public double levelScore() {
    return level / 2.0 + 0.5;
  }

  /** 1 where what was shown first is better, 0 where it is worse, ½ for a tie; NaN if unknown. */
  public double firstShownScore() {
    return switch (shownFirst) {
      case CANDIDATE -> outcome().score();
      case BASELINE -> 1 - outcome().score();
      case UNKNOWN -> Double.NaN;
    };
  }

  /** The same told for the other model. */
  public Rating swapped() {
    return new Rating(
        promptId,
        category,
        rater,
        baseline,
        candidate,
        shownFirst.swapped(),
        -level,
        time,
        superseded);
  }

  Rating asSuperseded() {
    return new Rating(
        promptId, category, rater, candidate, baseline, shownFirst, level, time, true);
  }
}
