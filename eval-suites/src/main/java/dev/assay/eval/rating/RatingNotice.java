package dev.assay.eval.rating;

import java.util.List;
import java.util.Locale;

/** Something odd about ratings that count all the same: somebody should look. */
public sealed interface RatingNotice {

  /** As stored. */
  String rater();

  /**
   * A rater rated a pair again within a second, or twice at unknown times: which rating is the last
   * one is not known well.
   *
   * @param promptId of the pair
   * @param rows from 0
   */
  record RepeatedAtOnce(String rater, String promptId, List<Integer> rows) implements RatingNotice {
    public RepeatedAtOnce {
      rows = List.copyOf(rows);
    }

    @Override
    public String toString() {
      return "rater "
          + RatingColumns.shown(rater)
          + " rated prompt "
          + RatingColumns.shown(promptId)
          + " more than once within a second or at unknown times: rows "
          + rows;
    }
  }

  /**
   * A rater of at least 20 pairs who gave all of them one answer.
   *
   * @param label {@code A}, {@code B} or {@code tie}, with {@code +} left away
   */
  record OneLabel(String rater, String label, int ratings) implements RatingNotice {
    @Override
    public String toString() {
      return "rater "
          + RatingColumns.shown(rater)
          + " answered "
          + label
          + " to all of "
          + ratings
          + " pairs";
    }
  }

  /**
   * A rater of at least 20 pairs with known order who nearly always prefers one place.
   *
   * @param share of what was shown first, ties as halves; above 0.9 or below 0.1
   */
  record OnePlace(String rater, double share, int ratings) implements RatingNotice {
    @Override
    public String toString() {
      return String.format(
          Locale.ROOT,
          "rater %s gave what was shown first a share of %.3f in %d pairs",
          RatingColumns.shown(rater),
          share,
          ratings);
    }
  }
}
