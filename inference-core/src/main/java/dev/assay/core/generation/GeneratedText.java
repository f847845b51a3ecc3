package dev.assay.core.generation;

import dev.assay.core.engine.FinishReason;
import dev.assay.core.engine.TokenLogProbability;
import java.util.List;

/**
 * What a generation said.
 *
 * @param text without the token or the string that ended it; null where the model has no tokenizer
 * @param tokens all that were chosen, what ended it included
 * @param logProbabilities one for each token; none where none was asked for
 * @param computedTokens forward passes of single tokens on its behalf, see {@link
 *     dev.assay.core.engine.GenerationResult}
 */
public record GeneratedText(
    String text,
    FinishReason finishReason,
    int promptTokens,
    int[] tokens,
    List<TokenLogProbability> logProbabilities,
    long computedTokens) {
  public GeneratedText {
    logProbabilities = List.copyOf(logProbabilities);
  }

  public int completionTokens() {
    return tokens.length;
  }
}
