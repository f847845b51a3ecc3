package dev.assay.spark.internal.functions;

import dev.assay.core.error.AssayException;
import dev.assay.spark.internal.executor.Answers;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/**
 * An engine's answer under way.
 *
 * @param asked what was asked, for errors
 * @param result makes the row's value of an answer
 * @param failure makes it of an error
 */
record PendingAnswer<T>(
    CompletableFuture<T> answer,
    String asked,
    Function<T, Object> result,
    Function<AssayException, Object> failure)
    implements ModelFunction.Pending {
  @Override
  public Object await() {
    T answered;
    try {
      answered = Answers.await(answer, asked);
    } catch (AssayException error) {
      return failure.apply(error);
    }
    return result.apply(answered);
  }

  @Override
  public void cancel() {
    answer.cancel(false);
  }
}
