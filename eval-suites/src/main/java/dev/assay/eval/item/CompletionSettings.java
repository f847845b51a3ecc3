package dev.assay.eval.item;

import java.util.List;

/**
 * How an answer is generated. It also ends where the model ends its text.
 *
 * @param until the completion ends before the first of these, wherever tokens begin and end; may be
 *     empty
 * @param maxTokens the most tokens
 * @param temperature logits are divided by it; 0 for the most probable token at each step, and then
 *     the settings after this one do not matter
 * @param topP as in transformers, above 0 and at most 1
 * @param topK the most probable tokens that are drawn from; 0 for all
 */
public record CompletionSettings(
    List<String> until, int maxTokens, double temperature, double topP, int topK) {
  /** The harness's number where a task file says nothing. */
  public static final int MAX_TOKENS = 256;

  public CompletionSettings {
    until = List.copyOf(until);
    if (until.contains("")) {
      throw new IllegalArgumentException("'until' has an empty text, which ends everything");
    }
    if (maxTokens < 1) {
      throw new IllegalArgumentException("'max_gen_toks' is " + maxTokens + ", below 1");
    }
    if (!(temperature >= 0)) {
      throw new IllegalArgumentException("'temperature' is " + temperature);
    }
    if (!(topP > 0 && topP <= 1)) {
      throw new IllegalArgumentException("'top_p' is " + topP + ", not above 0 and at most 1");
    }
    if (topK < 0) {
      throw new IllegalArgumentException("'top_k' is " + topK + ", below 0");
    }
  }
}
