package dev.assay.spark.internal.executor;

import dev.assay.core.error.AssayException;
import dev.assay.core.error.ErrorKind;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.spark.TaskContext;

/** How a task waits for what it asked an engine. */
public final class Answers {
  private static final long PATIENCE_MILLIS = 500;

  private Answers() {}

  /**
   * Waits for an answer, but not for one that nobody wants any more.
   *
   * @param asked what was asked, for the error
   * @throws AssayException of kind REQUEST where the request cannot be answered
   * @throws CancellationException if Spark killed the task
   */
  public static <T> T await(CompletableFuture<T> answer, String asked) {
    while (true) {
      try {
        return answer.get(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
      } catch (TimeoutException e) {
        TaskContext task = TaskContext.get();
        if (task != null && task.isInterrupted()) {
          throw (CancellationException)
              new CancellationException("the task was killed").initCause(e);
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw (CancellationException)
            new CancellationException("the task was interrupted").initCause(e);
      } catch (ExecutionException e) {
        if (e.getCause() instanceof AssayException error && error.kind() == ErrorKind.REQUEST) {
          throw error;
        }
        throw new IllegalStateException(asked + " was not answered", e);
      }
    }
  }
}
