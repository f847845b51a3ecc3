package dev.assay.core.engine;

import dev.assay.core.error.AssayException;
import dev.assay.core.forest.State;
import dev.assay.core.model.VocabularyScorer;
import dev.assay.core.sampling.Sampler;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * A generation. It runs from the end of its prompt on; put back, it keeps all but its state, until
 * its text is read again. But for its answer used by the scheduler's thread alone.
 */
final class RunningSequence {
  private final GenerationRequest request;
  private final int mostPositions;
  private final CompletableFuture<GenerationResult> answer = new CompletableFuture<>();
  private final List<TokenLogProbability> logProbabilities = new ArrayList<>();
  private Sampler sampler;
  private long number;
  private long computedTokens;
  private int[] tokens = new int[16];
  private int count;
  private State state;

  /**
   * @param mostPositions that the model reads
   */
  RunningSequence(GenerationRequest request, int mostPositions) {
    this.request = request;
    this.mostPositions = mostPositions;
  }

  CompletableFuture<GenerationResult> answer() {
    return answer;
  }

  /** What has to be read before its next token is chosen: the prompt and all tokens after it. */
  ScoreRequest text() {
    int[] prompt = request.prompt();
    int[] text = prompt;
    if (count > 0) {
      text = Arrays.copyOf(prompt, prompt.length + count);
      System.arraycopy(tokens, 0, text, prompt.length, count);
    }
    return new ScoreRequest(text, List.of(), request.sharedPrefix(), null, true);
  }

  /** Takes the state after {@link #text}. */
  void textRead(State end) {
    state = end;
  }

  /**
   * Begins, or goes on where it was put back.
   *
   * @param start its number where it begins
   * @param computed tokens computed for its text
   */
  void start(long start, long computed) {
    if (sampler == null) {
      sampler = new Sampler(request.sampling(), request.prompt());
      number = start;
    }
    computedTokens += computed;
  }

  /** The order in which sequences first began. */
  long number() {
    return number;
  }

  /** Whether it ran before: it was put back. */
  boolean hasRun() {
    return count > 0;
  }

  void putBack() {
    state = null;
  }

  Sampler sampler() {
    return sampler;
  }

  /** After all tokens but the last; after all of them where it just started. */
  State state() {
    return state;
  }

  void readTo(State next) {
    state = next;
    computedTokens++;
  }

  int lastToken() {
    return tokens[count - 1];
  }

  int reported() {
    return request.logProbabilities();
  }

  boolean wantsAllLogits() {
    return !sampler.takesMostProbable() || reported() > 0;
  }

  boolean isDone() {
    return answer.isDone();
  }

  /** Takes the next token, and answers where it is the last. */
  void chosen(int token, TokenLogProbability logProbability) {
    if (count == tokens.length) {
      tokens = Arrays.copyOf(tokens, 2 * count);
    }
    tokens[count++] = token;
    if (logProbability != null) {
      logProbabilities.add(logProbability);
    }
    FinishReason reason = finishReason(token);
    if (reason != null) {
      answer.complete(
          new GenerationResult(
              Arrays.copyOf(tokens, count), reason, logProbabilities, computedTokens));
    }
  }

  private FinishReason finishReason(int token) {
    if (request.endTokens().contains(token)) {
      return FinishReason.END_TOKEN;
    }
    if (request.stop().endsAfter(token)) {
      return FinishReason.STOP_RULE;
    }
    if (count >= request.maxTokens()) {
      return FinishReason.LENGTH;
    }
    return state.position() >= mostPositions ? FinishReason.CONTEXT_LIMIT : null;
  }

  void fail(Throwable thrown) {
    answer.completeExceptionally(thrown);
  }

  /** Ends a generation whose next token has no distribution. */
  void failNotFinite(VocabularyScorer.RowScore score) {
    fail(
        AssayException.request(
            "not_finite",
            "token " + count + " of the generation has no finite distribution",
            "the model's activations overflow float32, or its weights hold NaN or infinity"
                + " (log normalizer "
                + score.logNormalizer()
                + ")",
            "check the checkpoint; other requests are not affected"));
  }
}
