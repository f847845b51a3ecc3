package dev.assay.core.engine;

import java.util.concurrent.atomic.LongAdder;

/**
 * Counts of one engine, written by its scheduler before the work they count is answered, so that
 * who has an answer sees it counted.
 */
final class Counters {
  private final LongAdder requests = new LongAdder();
  private final LongAdder computedTokens = new LongAdder();
  private final LongAdder scoredRows = new LongAdder();
  private final LongAdder cacheHits = new LongAdder();
  private final LongAdder cacheTokens = new LongAdder();
  private final LongAdder batches = new LongAdder();
  private final LongAdder generatedTokens = new LongAdder();
  private final LongAdder waited = new LongAdder();
  private final LongAdder preempted = new LongAdder();

  /**
   * A request that leaves the queue.
   *
   * @param cached tokens of the state it continues; 0 if it continues none
   * @param waitedNanos since it was asked
   */
  void countRequest(int cached, long waitedNanos) {
    requests.increment();
    waited.add(waitedNanos);
    cacheTokens.add(cached);
    if (cached > 0) {
      cacheHits.increment();
    }
  }

  void countBatch(int tokens) {
    batches.increment();
    computedTokens.add(tokens);
  }

  void countScoredRows(int rows) {
    scoredRows.add(rows);
  }

  void countGenerated(int tokens) {
    generatedTokens.add(tokens);
  }

  void countPreempted() {
    preempted.increment();
  }

  EngineStatistics snapshot() {
    long hits = cacheHits.sum();
    return new EngineStatistics(
        requests.sum(),
        computedTokens.sum(),
        scoredRows.sum(),
        hits,
        requests.sum() - hits,
        cacheTokens.sum(),
        batches.sum(),
        generatedTokens.sum(),
        waited.sum(),
        preempted.sum());
  }
}
