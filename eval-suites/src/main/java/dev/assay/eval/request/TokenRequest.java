package dev.assay.eval.request;

import dev.assay.core.error.AssayException;
import dev.assay.core.replica.Replica;
import java.io.Serializable;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;

/**
 * One request as an engine gets it. An item has one, or several: one per distinct context of its
 * choices, one per completion.
 *
 * @param part tells the item's requests apart, from 0
 * @param shortened the prompt was: it lacks the beginning that the task's others share
 * @param context token ids that are read first
 */
public record TokenRequest(
    String task, int docId, int part, boolean shortened, int[] context, Question question)
    implements Serializable {
  /** What tells the request from all others of a run, and what its draws depend on. */
  public String id() {
    return task + " " + docId + (part == 0 ? "" : " " + part);
  }

  /** Tokens to compute where the first {@code shared} are there already, about. */
  public long tokens(int shared) {
    return context.length - shared + question.tokens();
  }

  /** The same without the first tokens of its context, which travel once for many requests. */
  public TokenRequest without(int shared) {
    return with(Arrays.copyOfRange(context, shared, context.length));
  }

  private TokenRequest with(int[] other) {
    return new TokenRequest(task, docId, part, shortened, other, question);
  }

  /**
   * Asks the question.
   *
   * @param prefix what stands before the context, and before those of other requests
   */
  public CompletableFuture<Answer> ask(Replica replica, int[] prefix) {
    int[] whole = Arrays.copyOf(prefix, prefix.length + context.length);
    System.arraycopy(context, 0, whole, prefix.length, context.length);
    try {
      return question.ask(replica, this, whole, prefix.length);
    } catch (AssayException error) {
      return CompletableFuture.failedFuture(error);
    }
  }
}
