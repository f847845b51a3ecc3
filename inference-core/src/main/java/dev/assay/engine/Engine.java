package dev.assay.engine;

import java.util.concurrent.CompletableFuture;

/**
 * Scores requests of many callers with one model and one team of threads. The same request has the
 * same answer to the bit, whatever else is asked, cached or configured.
 */
public interface Engine extends AutoCloseable {

  /**
   * Queues a request; blocks while the queue is full. The future fails with an {@link
   * dev.assay.error.AssayException} of kind REQUEST (too long, unknown token id, not finite)
   * without harm to other requests; cancelling it drops the request if it has not started.
   */
  CompletableFuture<ScoreResult> score(ScoreRequest request);

  EngineStatistics statistics();

  /** Fails what is still queued and ends the threads. */
  @Override
  void close();
}
