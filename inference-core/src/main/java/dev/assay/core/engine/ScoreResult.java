package dev.assay.core.engine;

import dev.assay.core.forest.State;
import java.util.List;

/**
 * The answer to a {@link ScoreRequest}.
 *
 * @param scores one per continuation, in order
 * @param computedTokens forward passes of single tokens that were done on this request's behalf: a
 *     token shared by several requests counts at one of them. Depends on what was computed before;
 *     the scores do not
 * @param end the state after the last token that was read; null where it was not asked for
 */
public record ScoreResult(List<ContinuationScore> scores, long computedTokens, State end) {
  public ScoreResult {
    scores = List.copyOf(scores);
  }
}
