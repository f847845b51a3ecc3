package dev.assay.eval.sidebyside;

import dev.assay.eval.preference.PositionBias;
import dev.assay.eval.preference.control.LengthControl;
import dev.assay.eval.preference.rate.WinRate;
import java.util.Optional;

/**
 * What a judge's verdicts say of two models, over all pairs or those of a category.
 *
 * @param subset {@code all}, or {@code category=NAME}
 * @param pairs that could be judged
 * @param identical of those, ties that nobody was asked about
 * @param unparsed of those, without a verdict: in no rate
 * @param truncated of those, with answers that the judge was shown in part
 * @param rate empty where no pair has a verdict
 * @param signP of wins and losses, two-sided; adjusted for the number of categories (Holm) where it
 *     is one of several
 * @param position how far the judge goes by the place; nobody who is asked nothing does
 * @param control the length-controlled rate; empty of a category, of no pairs, and where the
 *     answers are not what is judged
 */
public record SideScore(
    String candidate,
    String baseline,
    String judge,
    String subset,
    int pairs,
    int identical,
    int unparsed,
    int truncated,
    Optional<WinRate> rate,
    double signP,
    PositionBias position,
    Optional<LengthControl> control) {
  /** The name of the subset that is no part. */
  public static final String ALL = "all";
}
