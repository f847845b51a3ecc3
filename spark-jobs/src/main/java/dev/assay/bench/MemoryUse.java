package dev.assay.bench;

import dev.assay.core.forest.Forest;

/** The process's memory after loading, and while the end of a long prompt is read. */
final class MemoryUse {
  private final LoadedModel model;
  private final BenchSettings settings;
  private final long heapBytes = Heap.usedBytes();
  private final ProcessMemory loaded = ProcessMemory.now();

  /** To be made right after loading. */
  MemoryUse(LoadedModel model, BenchSettings settings) {
    this.model = model;
    this.settings = settings;
  }

  /** In use by the loaded model, garbage collected. */
  long heapBytes() {
    return heapBytes;
  }

  /** Reads the last batch of the longest prompt over and over. */
  ModelSpeed.Memory whileReading(StateRoom room) {
    int length =
        settings.promptLengths().stream().filter(room::holdsPrompt).reduce((a, b) -> b).orElse(1);
    int piece = Math.min(length, settings.batchTokens());
    Forest chain = model.chain(length - piece, piece);
    long[] resident = {0};
    settings
        .repetitions()
        .time(
            () -> {
              model.read(chain);
              ProcessMemory now = ProcessMemory.now();
              resident[0] = Math.max(resident[0], now == null ? 0 : now.resident());
            });
    if (loaded == null) {
      return new ModelSpeed.Memory(heapBytes, null, null, null, null);
    }
    return new ModelSpeed.Memory(
        heapBytes, loaded.resident(), loaded.peak(), resident[0], ProcessMemory.now().peak());
  }
}
