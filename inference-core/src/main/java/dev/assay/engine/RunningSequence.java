package dev.assay.engine;

import dev.assay.error.AssayException;
import dev.assay.forest.State;
import dev.assay.model.VocabularyScorer;
import dev.assay.sampling.Sampler;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** A generation between its prompt and its end. Used by the scheduler's thread alone. */
final class RunningSequence {
  private final GenerationRequest request;
  private final CompletableFuture<GenerationResult> answer;
  private final Sampler sampler;
  private final int mostPositions;
  private final List<TokenLogProbability> logProbabilities = new ArrayList<>();
  private final long promptTokens;
  private int[] tokens = new int[16];
  private int count;
  private State state;

  /**
   * @param state behind the prompt
   * @param promptTokens tokens computed for the prompt
   * @param mostPositions that the model reads
   */
  RunningSequence(
      GenerationRequest request,
      CompletableFuture<GenerationResult> answer,
      State state,
      long promptTokens,
      int mostPositions) {
    this.request = request;
    this.answer = answer;
    this.sampler = new Sampler(request.sampling(), request.prompt());
    this.state = state;
    this.promptTokens = promptTokens;
    this.mostPositions = mostPositions;
  }

  Sampler sampler() {
    return sampler;
  }

  /** Behind all tokens but the last. */
  State state() {
    return state;
  }

  void readTo(State next) {
    state = next;
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
              Arrays.copyOf(tokens, count), reason, logProbabilities, promptTokens + count - 1));
    }
  }

  private FinishReason finishReason(int token) {
    if (request.endTokens().contains(token)) {
      return FinishReason.END_TOKEN;
    }
    if (request.stop().endsBehind(token)) {
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
