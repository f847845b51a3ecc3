package dev.assay.core.engine;

import dev.assay.core.sampling.Sampling;
import java.util.Set;

/**
 * Asks for the text after a prompt. Several answers to one prompt are several requests, whose
 * prompt is read once; each has a seed of its own.
 *
 * @param prompt token ids, at least one
 * @param sharedPrefix how many leading prompt tokens later requests will share, see {@link
 *     ScoreRequest}
 * @param maxTokens the most tokens to generate, at least 1
 * @param endTokens ids that end the text, and are its last token then
 * @param stop of this request alone
 * @param logProbabilities how many of the most probable tokens to report with each chosen one's
 *     log-probability, 0 for the chosen one's alone; −1 reports none. At most 20
 */
public record GenerationRequest(
    int[] prompt,
    int sharedPrefix,
    Sampling sampling,
    int maxTokens,
    Set<Integer> endTokens,
    StopRule stop,
    int logProbabilities) {
  /** Bound of the tokens reported at one place. */
  public static final int MOST_LOG_PROBABILITIES = 20;

  public GenerationRequest {
    endTokens = Set.copyOf(endTokens);
  }

  /** The most probable text. */
  public GenerationRequest(int[] prompt, int maxTokens, Set<Integer> endTokens) {
    this(prompt, 0, Sampling.GREEDY, maxTokens, endTokens, StopRule.NEVER, -1);
  }
}
