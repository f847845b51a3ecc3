package dev.assay.core.engine;

import dev.assay.core.error.AssayException;
import dev.assay.core.forest.State;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** A request on its way, and what is known of its answer. Used by the scheduler's thread alone. */
final class PendingRequest {
  private final ScoreRequest request;
  private final RunningSequence sequence;
  private final long stateBytes;
  private final CompletableFuture<ScoreResult> answer = new CompletableFuture<>();
  private final double[][] logProbabilities;
  private final boolean[] greedy;
  private final long asked = System.nanoTime();
  private int missing;
  private long computedTokens;
  private State end;

  PendingRequest(ScoreRequest request) {
    this(request, null, 0);
  }

  /**
   * The text of a generation, which begins after it or goes on.
   *
   * @param stateBytes of the state after it
   */
  PendingRequest(ScoreRequest request, RunningSequence sequence, long stateBytes) {
    this.request = request;
    this.sequence = sequence;
    this.stateBytes = stateBytes;
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

  /** Whether a generation begins after it, or goes on. */
  boolean isPrompt() {
    return sequence != null;
  }

  /** Whether it is the text of a generation that was put back: its request was counted. */
  boolean isReadAgain() {
    return sequence != null && sequence.hasRun();
  }

  /** Of the state that a generation goes on from. */
  long stateBytes() {
    return stateBytes;
  }

  /** Whether nobody waits for it any more. */
  boolean isDone() {
    return answer.isDone() || sequence != null && sequence.isDone();
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

  /** Takes the state that the request asked for; a generation's is handed on, and not kept here. */
  void ended(State state) {
    if (sequence == null) {
      end = state;
    } else {
      sequence.textRead(state);
    }
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
