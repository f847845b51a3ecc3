package dev.assay.eval.preference.rate;

import dev.assay.eval.preference.Outcome;
import java.util.Optional;

/**
 * One verdict of one judge, or one rating of one person.
 *
 * @param prompt the cluster: all verdicts of a prompt belong together
 * @param rater who gave it, where several did
 */
public record RatedOutcome(String prompt, Outcome outcome, Optional<String> rater) {

  /** Of one judge. */
  public static RatedOutcome of(String prompt, Outcome outcome) {
    return new RatedOutcome(prompt, outcome, Optional.empty());
  }

  /** Of one person. */
  public static RatedOutcome of(String prompt, Outcome outcome, String rater) {
    return new RatedOutcome(prompt, outcome, Optional.of(rater));
  }
}
