package dev.assay.spark;

import dev.assay.engine.EngineSettings;
import java.io.Serializable;

/**
 * How an executor computes; no result depends on it.
 *
 * @param kernels {@code auto} or the name of the kernels to use
 * @param threads workers of a replica; 0 for all cores of the executor
 * @param batchTokens the most tokens in one forward pass
 * @param prefixCacheBytes bound of the states kept for later requests
 */
public record ReplicaSettings(String kernels, int threads, int batchTokens, long prefixCacheBytes)
    implements Serializable {

  private static final int QUEUE_TOKENS = 1 << 20;

  EngineSettings engine() {
    int workers = threads > 0 ? threads : Runtime.getRuntime().availableProcessors();
    return new EngineSettings(workers, batchTokens, QUEUE_TOKENS, prefixCacheBytes);
  }
}
