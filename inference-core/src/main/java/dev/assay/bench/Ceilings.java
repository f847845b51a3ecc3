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

  /** Floats that are read in turn: 512 MiB, more than caches hold. */
  private static final int MOST_FLOATS = 1 << 27;

  /** Runs are short, so that one of many meets no other process: an eighth of the floats, … */
  private static final int PARTS = 8;

  /** … and rounds of less than a millisecond. */
  private static final int ROUNDS = 1 << 17;

  private static final double SECONDS = 1;

  /**
   * @param limits of every other measurement; here a second is enough
   */
  static Ceilings measure(int threads, Repetitions limits) {
    MachineCeilings.prime();
    Repetitions repetitions =
        new Repetitions(
            limits.least(),
            Math.min(SECONDS, limits.mostSeconds()),
            Math.min(2 * SECONDS, limits.mostSeconds()));
    // A quarter of a small heap, so that what is measured next finds room.
    long heapFloats = Runtime.getRuntime().maxMemory() / Float.BYTES / 4;
    float[] data = new float[(int) Math.min(MOST_FLOATS, heapFloats)];
    Ceiling one = measure(1, data, repetitions);
    return new Ceilings(one, threads == 1 ? one : measure(threads, data, repetitions));
  }

  private static Ceiling measure(int threads, float[] data, Repetitions repetitions) {
    try (ThreadTeam team = ThreadTeam.of(threads)) {
      return new Ceiling(
          threads, multiplyAdds(team, repetitions), reading(team, data, repetitions));
    }
  }

  private static Rate multiplyAdds(ThreadTeam team, Repetitions repetitions) {
    float[] sums = new float[team.size()];
    ThreadTeam.Share share =
        (worker, from, to) -> sums[worker] = MachineCeilings.multiplyAdd(ROUNDS);
    return repetitions
        .time(() -> team.split(team.size(), share))
        .per((double) team.size() * ROUNDS * MachineCeilings.operationsPerRound());
  }

  private static Rate reading(ThreadTeam team, float[] data, Repetitions repetitions) {
    float[] sums = new float[team.size()];
    int part = data.length / PARTS;
    int[] next = {0};
    return repetitions
        .time(
            () -> {
              int start = next[0]++ % PARTS * part;
              team.split(
                  part,
                  (worker, from, to) ->
                      sums[worker] = MachineCeilings.read(data, start + from, start + to));
            })
        .per((double) Float.BYTES * part);
  }
}
