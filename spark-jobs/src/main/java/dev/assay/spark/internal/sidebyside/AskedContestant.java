package dev.assay.spark.internal.sidebyside;

import dev.assay.eval.sidebyside.Contestant;
import dev.assay.spark.internal.evaluate.EvaluateSettings;
import java.util.Optional;

/**
 * A contestant, and how it was asked.
 *
 * @param run that made its answers; empty where its model is not at hand
 */
public record AskedContestant(Contestant contestant, Optional<EvaluateSettings> run) {
  /** What people call it. */
  public String name() {
    return contestant.name();
  }

  /** The same by another name. */
  public AskedContestant named(String name) {
    return new AskedContestant(
        new Contestant(
            name,
            contestant.fingerprint(),
            contestant.family(),
            contestant.source(),
            contestant.answers()),
        run);
  }
}
