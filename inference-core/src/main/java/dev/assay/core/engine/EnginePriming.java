package dev.assay.core.engine;

import dev.assay.core.kernel.BlockType;
import dev.assay.core.kernel.KernelProvider;
import dev.assay.core.kernel.Kernels;
import dev.assay.core.model.ModelConfiguration;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * Lets a tiny model of the same kind answer requests on a thread of its own while a large one's
 * weights are read, so that the code is compiled by the time the first real request comes: that one
 * would take several times as long otherwise. Ends when it is closed, or when all is compiled. What
 * is computed is thrown away.
 */
public final class EnginePriming implements AutoCloseable {
  /** Until the best compiler has had its turn with everything. */
  private static final int REQUESTS = 1_500;

  private static final int TOKENS = 64;
  private static final int CONTEXT = 48;

  private final Thread thread;
  private volatile boolean closed;

  private EnginePriming(ModelConfiguration configuration, Set<BlockType> types, Kernels kernels) {
    this.thread = new Thread(() -> run(configuration, types, kernels), "assay-priming");
    thread.setDaemon(true);
    thread.start();
  }

  /**
   * @param configuration of the model whose requests will come
   * @param types of its weights that are quantised in blocks, which the tiny model's are not
   */
  public static EnginePriming start(
      ModelConfiguration configuration, Set<BlockType> types, Kernels kernels) {
    return new EnginePriming(configuration, types, kernels);
  }

  private void run(ModelConfiguration configuration, Set<BlockType> types, Kernels kernels) {
    for (BlockType type : types) {
      if (closed) {
        return;
      }
      KernelProvider.prime(kernels, Set.of(type));
    }
    int length = Math.min(TOKENS, configuration.maximumPositions());
    int context = Math.min(CONTEXT, length - 1);
    if (context < 1) {
      // No request of such a model has a continuation.
      return;
    }
    EngineSettings settings = new EngineSettings(1, TOKENS, 2 * TOKENS, 0);
    SplittableRandom random = new SplittableRandom(1);
    try (ForestEngine engine =
        new ForestEngine(PrimingModel.like(configuration), kernels, settings)) {
      for (int i = 0; i < REQUESTS && !closed; i++) {
        int[] tokens = random.ints(length, 0, PrimingModel.VOCABULARY).toArray();
        engine
            .score(
                new ScoreRequest(
                    Arrays.copyOf(tokens, context),
                    List.of(Arrays.copyOfRange(tokens, context, length))))
            .join();
      }
    }
  }

  /** Ends the tiny model's requests and waits for its thread. */
  @Override
  public void close() {
    closed = true;
    boolean interrupted = false;
    while (thread.isAlive()) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
