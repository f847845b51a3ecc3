package dev.assay.engine;

/**
 * @param threads workers that compute, the scheduler's own thread included
 * @param batchTokens the most tokens in one forward pass
 * @param queueTokens a caller waits while requests of more tokens than this are queued
 * @param prefixCacheBytes bound of the states kept for later requests
 */
public record EngineSettings(int threads, int batchTokens, int queueTokens, long prefixCacheBytes) {

  public static EngineSettings defaults() {
    return new EngineSettings(Runtime.getRuntime().availableProcessors(), 512, 1 << 18, 256L << 20);
  }

  public EngineSettings withThreads(int threads) {
    return new EngineSettings(threads, batchTokens, queueTokens, prefixCacheBytes);
  }
}
