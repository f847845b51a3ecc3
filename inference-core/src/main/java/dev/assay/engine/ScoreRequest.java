package dev.assay.engine;

import java.util.List;

/**
 * Asks for the log-probabilities of continuations of one context.
 *
 * @param context token ids, at least one (BOS stands for the empty context)
 * @param continuations token ids of each continuation, each at least one
 * @param sharedPrefix how many leading context tokens later requests will share, so that the engine
 *     keeps a state there; 0 where nothing is known
 */
public record ScoreRequest(int[] context, List<int[]> continuations, int sharedPrefix) {
  public ScoreRequest {
    continuations = List.copyOf(continuations);
  }

  public ScoreRequest(int[] context, List<int[]> continuations) {
    this(context, continuations, 0);
  }
}
