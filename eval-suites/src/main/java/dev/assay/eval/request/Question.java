package dev.assay.eval.request;

import dev.assay.core.replica.Replica;
import java.io.Serializable;
import java.util.concurrent.CompletableFuture;

/** What is asked of a model that has read a context. */
public sealed interface Question extends Serializable
    permits ChoicesQuestion, CompletionQuestion, RollingQuestion {
  /** Tokens to compute besides the context, about: what balances work. */
  long tokens();

  /**
   * Asks. The future fails with an {@link dev.assay.core.error.AssayException} of kind REQUEST
   * where the request cannot be answered.
   *
   * @param request whose question this is
   * @param context the request's, whole
   * @param shared how many of its first tokens later requests will share
   */
  CompletableFuture<Answer> ask(Replica replica, TokenRequest request, int[] context, int shared);
}
