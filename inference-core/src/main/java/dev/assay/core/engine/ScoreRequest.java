package dev.assay.core.engine;

import dev.assay.core.forest.State;
import java.util.List;

/**
 * Asks for the log-probabilities of continuations of one context.
 *
 * @param context token ids, at least one (BOS stands for the empty context); after a state there
 *     may be none
 * @param continuations token ids of each continuation, each at least one
 * @param sharedPrefix how many leading context tokens later requests will share, so that the engine
 *     keeps a state there; 0 where nothing is known
 * @param start the state that the context continues, its positions with it; null where the context
 *     starts a text. Such a request neither reads nor fills the prefix cache
 * @param endState the answer holds the state after the last token that is read (of a continuation,
 *     the last but one); for at most one continuation
 */
public record ScoreRequest(
    int[] context, List<int[]> continuations, int sharedPrefix, State start, boolean endState) {
  public ScoreRequest {
    continuations = List.copyOf(continuations);
  }

  public ScoreRequest(int[] context, List<int[]> continuations, int sharedPrefix) {
    this(context, continuations, sharedPrefix, null, false);
  }

  public ScoreRequest(int[] context, List<int[]> continuations) {
    this(context, continuations, 0);
  }
}
