package dev.assay.spark.internal.settings;

import dev.assay.core.engine.EngineSettings;
import dev.assay.core.kernel.Quantization;
import java.io.Serializable;

/**
 * How a replica holds its weights and computes. Results depend on {@code quantization}, and on
 * nothing else here.
 *
 * @param kernels {@code auto} or the name of the kernels to use
 * @param quantization of the large weight matrices
 * @param threads workers; 0 for all cores of the virtual machine it is loaded in
 * @param batchTokens the most tokens in one forward pass
 * @param runningSequences generations that run side by side
 * @param prefixCacheBytes bound of the states kept for later requests
 * @param stateBytes bound of the states of running generations; 0 for what the heap leaves
 */
public record ReplicaSettings(
    String kernels,
    Quantization quantization,
    int threads,
    int batchTokens,
    int runningSequences,
    long prefixCacheBytes,
    long stateBytes)
    implements Serializable {

  private static final int QUEUE_TOKENS = 1 << 20;

  public static ReplicaSettings of(Settings settings) {
    return new ReplicaSettings(
        settings.text(Setting.KERNELS),
        Quantization.named(settings.text(Setting.QUANTIZE)),
        settings.integer(Setting.THREADS),
        settings.integer(Setting.BATCH_TOKENS),
        settings.integer(Setting.RUNNING_SEQUENCES),
        settings.bytes(Setting.PREFIX_CACHE_BYTES),
        settings.bytes(Setting.STATE_BYTES));
  }

  /** For a replica that has this machine to itself. */
  public EngineSettings engine() {
    return engine(Runtime.getRuntime().availableProcessors());
  }

  /**
   * @param cores that the replica may use
   */
  public EngineSettings engine(int cores) {
    int workers = threads > 0 ? threads : cores;
    return new EngineSettings(
        workers, batchTokens, QUEUE_TOKENS, runningSequences, prefixCacheBytes, stateBytes);
  }
}
