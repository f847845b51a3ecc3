package dev.assay.bench;

import dev.assay.kernel.MachineCeilings;
import dev.assay.parallel.ThreadTeam;

/**
 * What no model on this machine can pass, on one thread and on all that compute.
 *
 * @param allThreads equal to {@code oneThread} where one computes
 */
public record Ceilings(Ceiling oneThread, Ceiling allThreads) {

  /**
   * @param flopsPerSecond float32 multiply-adds, two operations each
   * @param readBytesPerSecond bytes read from memory that no cache holds
   */
  public record Ceiling(int threads, Rate flopsPerSecond, Rate readBytesPerSecond) {}

  /** Floats read: 512 MiB, more than caches hold. */
  private static final int MOST_FLOATS = 1 << 27;

  private static final int ROUNDS = 1 << 23;

  /** Measures with a team's threads. */
  static Ceilings measure(int threads, Repetitions repetitions) {
    MachineCeilings.prime();
    // A quarter of a small heap, so that what is measured next finds room.
    long heapFloats = Runtime.getRuntime().maxMemory() / Float.BYTES / 4;
    float[] data = new float[(int) Math.min(MOST_FLOATS, heapFloats)];
    Ceiling one = measure(1, data, repetitions);
    return new Ceilings(one, threads == 1 ? one : measure(threads, data, repetitions));
  }

  private static Ceiling measure(int threads, float[] data, Repetitions repetitions) {
    float[] sums = new float[threads];
    try (ThreadTeam team = ThreadTeam.of(threads)) {
      Rate operations =
          repetitions
              .time(
                  () ->
                      team.split(
                          threads,
                          (worker, from, to) -> sums[worker] = MachineCeilings.multiplyAdd(ROUNDS)))
              .per((double) threads * ROUNDS * MachineCeilings.operationsPerRound());
      Rate bytes =
          repetitions
              .time(
                  () ->
                      team.split(
                          data.length,
                          (worker, from, to) ->
                              sums[worker] = MachineCeilings.read(data, from, to)))
              .per((double) Float.BYTES * data.length);
      return new Ceiling(threads, operations, bytes);
    }
  }
}
