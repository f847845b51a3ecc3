package dev.assay.engine;

import dev.assay.error.AssayException;
import dev.assay.forest.State;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** A request on its way, and what is known of its answer. Used by the scheduler's thread alone. */
final class PendingRequest {
  private final ScoreRequest request;
  private final boolean prompt;
  private final CompletableFuture<ScoreResult> answer = new CompletableFuture<>();
  private final double[][] logProbabilities;
  private final boolean[] greedy;
  private final long asked = System.nanoTime();
  private int missing;
  private long computedTokens;
  private State end;

  PendingRequest(ScoreRequest request) {
    this(request, false);
  }

  /**
   * @param prompt whether a generation begins behind it
   */
  PendingRequest(ScoreRequest request, boolean prompt) {
    this.request = request;
    this.prompt = prompt;
    int continuations = request.continuations().size();
    this.logProbabilities = new double[continuations][];
    this.greedy = new boolean[continuations];
    for (int c = 0; c < continuations; c++) {
      int length = request.continuations().get(c).length;
      logProbabilities[c] = new double[length];
      greedy[c] = true;
      missing += length;
    }
    missing += request.endState() ? 1 : 0;
  }

  ScoreRequest request() {
    return request;
  }

  long waitedNanos() {
    return System.nanoTime() - asked;
  }

  boolean isPrompt() {
    return prompt;
  }

  CompletableFuture<ScoreResult> answer() {
    return answer;
  }

  /** Tokens of the context and all continuations. */
  long tokens() {
    long tokens = request.context().length;
    for (int[] continuation : request.continuations()) {
      tokens += continuation.length;
    }
    return tokens;
  }

  void countComputed(long tokens) {
    computedTokens += tokens;
  }

  void scored(int continuation, int index, double logProbability, boolean mostProbable) {
    logProbabilities[continuation][index] = logProbability;
    greedy[continuation] &= mostProbable;
    missing--;
    completeIfScored();
  }

  /** Takes the state that the request asked for. */
  void ended(State state) {
    end = state;
    missing--;
    completeIfScored();
  }

  /** Answers once nothing is missing (a request that asks for nothing at once). */
  void completeIfScored() {
    if (missing > 0) {
      return;
    }
    List<ContinuationScore> scores = new ArrayList<>();
    for (int c = 0; c < greedy.length; c++) {
      double sum = 0;
      for (double logProbability : logProbabilities[c]) {
        sum += logProbability;
      }
      scores.add(new ContinuationScore(sum, greedy[c], logProbabilities[c]));
    }
    answer.complete(new ScoreResult(scores, computedTokens, end));
  }

  void failNotFinite(int continuation, int index) {
    answer.completeExceptionally(
        AssayException.request(
            "not_finite",
            "token " + index + " of continuation " + continuation + " has no finite probability",
            "the model's activations overflow float32, or its weights hold NaN or infinity",
            "check the checkpoint; other requests are not affected"));
  }
}
