package dev.assay.eval.preference.strength;

import dev.assay.eval.preference.Outcome;

/**
 * Two models held against each other on one prompt: a judged pair, or a single game.
 *
 * @param prompt the cluster: all contests on a prompt belong together
 * @param first name of a model; of a single game the one that is shown first
 * @param outcome for {@code first}
 */
public record Contest(String prompt, String first, String second, Outcome outcome) {
  public Contest {
    if (first.equals(second)) {
      throw new IllegalArgumentException(first + " against itself");
    }
  }
}
