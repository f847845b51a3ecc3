package dev.assay.core.engine;

import java.util.List;

/**
 * The answer to a {@link GenerationRequest}.
 *
 * @param tokens the ids that were chosen, an end token included
 * @param logProbabilities one for each token; none where none was asked for
 * @param computedTokens forward passes of single tokens on this request's behalf, see {@link
 *     ScoreResult}
 */
public record GenerationResult(
    int[] tokens,
    FinishReason finishReason,
    List<TokenLogProbability> logProbabilities,
    long computedTokens) {
  public GenerationResult {
    logProbabilities = List.copyOf(logProbabilities);
  }
}
