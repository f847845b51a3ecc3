package dev.assay.core.generation;

import dev.assay.core.engine.GenerationRequest;
import dev.assay.core.error.AssayException;
import dev.assay.core.sampling.Sampling;
import java.io.Serializable;
import java.util.List;

/**
 * What is generated after a prompt.
 *
 * @param maxNewTokens the most tokens
 * @param stop the text ends before the first of these, wherever tokens begin and end
 * @param ignoreEnd whether end-of-text tokens are tokens like others
 * @param logProbabilities see {@link GenerationRequest}
 * @param skipsSpecialTokens whether the text leaves out special tokens, e.g. those of turns
 * @param chatVariables what the chat template is told beside a prompt's messages
 */
public record GenerationOptions(
    int maxNewTokens,
    Sampling sampling,
    List<String> stop,
    boolean ignoreEnd,
    int logProbabilities,
    boolean skipsSpecialTokens,
    ChatVariables chatVariables)
    implements Serializable {
  /** The most probable text, of 256 tokens at most, without log-probabilities. */
  public static final GenerationOptions DEFAULT =
      new GenerationOptions(256, Sampling.GREEDY, List.of(), false, -1);

  /** As many as the interfaces that people know allow. */
  private static final int MOST_STOP_STRINGS = 16;

  /**
   * @throws AssayException of kind REQUEST for a number outside its bounds, and for stop strings
   *     that are too many or empty
   */
  public GenerationOptions {
    stop = List.copyOf(stop);
    check("max_new_tokens", maxNewTokens, 1, Integer.MAX_VALUE);
    check("logprobs", logProbabilities, -1, GenerationRequest.MOST_LOG_PROBABILITIES);
    if (stop.size() > MOST_STOP_STRINGS || stop.contains("")) {
      throw AssayException.request(
          "invalid_parameter",
          "stop is " + stop,
          "it must be at most " + MOST_STOP_STRINGS + " strings, none of them empty",
          "leave out those that end nothing");
    }
  }

  private static void check(String name, int value, int least, int most) {
    if (value < least || value > most) {
      throw AssayException.request(
          "invalid_parameter",
          name + " is " + value,
          "it must be " + least + " to " + most,
          "correct it, or leave it out for its default");
    }
  }

  /** Special tokens are left out of the text, and a chat template is told nothing more. */
  public GenerationOptions(
      int maxNewTokens,
      Sampling sampling,
      List<String> stop,
      boolean ignoreEnd,
      int logProbabilities) {
    this(maxNewTokens, sampling, stop, ignoreEnd, logProbabilities, true, ChatVariables.NONE);
  }

  public GenerationOptions withMaxNewTokens(int most) {
    return new GenerationOptions(
        most, sampling, stop, ignoreEnd, logProbabilities, skipsSpecialTokens, chatVariables);
  }

  public GenerationOptions withSampling(Sampling other) {
    return new GenerationOptions(
        maxNewTokens, other, stop, ignoreEnd, logProbabilities, skipsSpecialTokens, chatVariables);
  }

  public GenerationOptions withSeed(long seed) {
    return withSampling(sampling.withSeed(seed));
  }

  public GenerationOptions withStop(List<String> other) {
    return new GenerationOptions(
        maxNewTokens,
        sampling,
        other,
        ignoreEnd,
        logProbabilities,
        skipsSpecialTokens,
        chatVariables);
  }

  public GenerationOptions withIgnoreEnd(boolean ignore) {
    return new GenerationOptions(
        maxNewTokens, sampling, stop, ignore, logProbabilities, skipsSpecialTokens, chatVariables);
  }

  public GenerationOptions withLogProbabilities(int reported) {
    return new GenerationOptions(
        maxNewTokens, sampling, stop, ignoreEnd, reported, skipsSpecialTokens, chatVariables);
  }

  public GenerationOptions withSkippedSpecialTokens(boolean skips) {
    return new GenerationOptions(
        maxNewTokens, sampling, stop, ignoreEnd, logProbabilities, skips, chatVariables);
  }

  public GenerationOptions withChatVariables(ChatVariables other) {
    return new GenerationOptions(
        maxNewTokens, sampling, stop, ignoreEnd, logProbabilities, skipsSpecialTokens, other);
  }
}
