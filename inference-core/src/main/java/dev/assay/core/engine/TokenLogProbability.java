package dev.assay.core.engine;

import java.util.List;

/**
 * What the model thought of a token it was about to say: of its own distribution, before penalty,
 * temperature and cuts.
 *
 * @param logProbability natural logarithm
 * @param mostProbable the most probable tokens there, descending, the lower id first among equals
 */
public record TokenLogProbability(
    int token, double logProbability, List<Alternative> mostProbable) {
  public TokenLogProbability {
    mostProbable = List.copyOf(mostProbable);
  }

  /** A token that might have been chosen. */
  public record Alternative(int token, double logProbability) {}
}
