package dev.assay.core.engine;

import dev.assay.core.error.AssayException;
import dev.assay.core.error.ErrorKind;

/**
 * @param threads workers that compute, the scheduler's own thread included; 1 to 1024
 * @param batchTokens the most tokens in one forward pass; 1 to 1048576
 * @param queueTokens a caller waits while requests of more tokens than this are queued; at least 1
 * @param runningSequences generations that run side by side; 1 to 65536
 * @param prefixCacheBytes bound of the states kept for later requests; 0 keeps none
 * @param stateBytes bound of the states of running generations, and of those after prompts that are
 *     read for others; at 0 an engine has none, and a replica what {@link #within} decides
 */
public record EngineSettings(
    int threads,
    int batchTokens,
    int queueTokens,
    int runningSequences,
    long prefixCacheBytes,
    long stateBytes) {
  /**
   * Of the heap that weights and prefix cache leave, for states of generations; the rest is for the
   * passes themselves, and for whatever else lives in the heap.
   */
  public static final double SHARE_FOR_STATES = 0.7;

  /** Weights are read once for so many tokens: beyond, each costs about its own arithmetic. */
  public static final int DEFAULT_RUNNING_SEQUENCES = 64;

  private static final int MOST_THREADS = 1 << 10;
  public static final int MOST_BATCH_TOKENS = 1 << 20;
  public static final int MOST_RUNNING_SEQUENCES = 1 << 16;

  /**
   * @throws AssayException of kind USAGE for a number outside these bounds
   */
  public EngineSettings {
    check("threads", threads, 1, MOST_THREADS);
    check("batchTokens", batchTokens, 1, MOST_BATCH_TOKENS);
    check("queueTokens", queueTokens, 1, Integer.MAX_VALUE);
    check("runningSequences", runningSequences, 1, MOST_RUNNING_SEQUENCES);
    check("prefixCacheBytes", prefixCacheBytes, 0, Long.MAX_VALUE);
    check("stateBytes", stateBytes, 0, Long.MAX_VALUE);
  }

  public EngineSettings(
      int threads, int batchTokens, int queueTokens, int runningSequences, long prefixCacheBytes) {
    this(threads, batchTokens, queueTokens, runningSequences, prefixCacheBytes, 0);
  }

  public EngineSettings(int threads, int batchTokens, int queueTokens, long prefixCacheBytes) {
    this(threads, batchTokens, queueTokens, DEFAULT_RUNNING_SEQUENCES, prefixCacheBytes);
  }

  /**
   * These settings with states bounded, where nobody bounded them.
   *
   * @param free bytes of the heap that weights leave
   * @param least bytes that states have in any case
   */
  public EngineSettings within(long free, long least) {
    if (stateBytes > 0) {
      return this;
    }
    long share = (long) (SHARE_FOR_STATES * (free - prefixCacheBytes));
    return new EngineSettings(
        threads,
        batchTokens,
        queueTokens,
        runningSequences,
        prefixCacheBytes,
        Math.max(least, share));
  }

  private static void check(String name, long value, long least, long most) {
    if (value < least || value > most) {
      throw new AssayException(
          ErrorKind.USAGE,
          "an engine cannot have " + name + " " + value,
          "it needs " + (value < least ? "at least " + least : "at most " + most),
          "leave the setting out for its default");
    }
  }
}
