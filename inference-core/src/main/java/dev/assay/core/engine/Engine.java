package dev.assay.core.engine;

import java.util.concurrent.CompletableFuture;

/**
 * Scores requests of many callers with one model and one team of threads. The same request has the
 * same answer to the bit, whatever else is asked, cached or configured.
 */
public interface Engine extends AutoCloseable {

  /**
   * Queues a request; blocks while the queue is full. The future fails with an {@link
   * dev.assay.core.error.AssayException} of kind REQUEST (too long, unknown token id, not finite)
   * without harm to other requests; cancelling it drops the request if it has not started. Actions
   * attached to it run on the engine's thread: they may ask again, but must not wait.
   */
  CompletableFuture<ScoreResult> score(ScoreRequest request);

  /**
   * Queues a generation, as {@link #score} does a request. It begins when fewer than the settings'
   * sequences run and their states leave room for its own, and runs beside them. Where their states
   * outgrow the settings' bound, those who began last wait and are read again, which changes no
   * bit; who alone is too large fails with {@code state_too_large}.
   */
  CompletableFuture<GenerationResult> generate(GenerationRequest request);

  EngineStatistics statistics();

  /** Ends the threads after the present batch and fails what is not answered by then. */
  @Override
  void close();
}
