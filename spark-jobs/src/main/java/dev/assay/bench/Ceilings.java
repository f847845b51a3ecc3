package dev.assay.bench;

import dev.assay.core.kernel.MachineCeilings;
import dev.assay.core.parallel.ThreadTeam;

/**
 * What no model on this machine can pass, on one thread and on all that compute.
 *
 * @param allThreads equal to {@code oneThread} where one computes
 */
public record Ceilings(Ceiling oneThread, Ceiling allThreads) {

  /**
   * @param flopsPerSecond float32 multiply-adds, two operations each
   * @param readBytesPerSecond bytes read from memory that no cache holds
   * @param readStreams parts that each thread read side by side: the fastest of several counts
   */
  public record Ceiling(
      int threads, Rate flopsPerSecond, Rate readBytesPerSecond, int readStreams) {

    /** Operations per second as a share of the best that multiply-adds reached. */
    Rate shareOfFlops(Rate operationsPerSecond) {
      return operationsPerSecond.times(1 / flopsPerSecond.best());
    }

    /** Bytes per second as a share of the best that reading reached. */
    Rate shareOfBandwidth(Rate bytesPerSecond) {
      return bytesPerSecond.times(1 / readBytesPerSecond.best());
    }
  }

  /** Floats that are read in turn: 512 MiB, more than caches hold. */
  private static final long MOST_FLOATS = 1 << 27;

  /** Runs are short, so that one of many meets no other process: an eighth of the floats, … */
  private static final int PARTS = 8;

  /** … and rounds of less than a millisecond, in several calls: see {@link MachineCeilings}. */
  private static final int ROUNDS = 1 << 13;

  private static final int CALLS = 16;
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
    // A quarter of what a small heap has left, so that what is measured next finds room.
    float[] data = new float[(int) Math.min(MOST_FLOATS, Heap.freeBytes() / Float.BYTES / 4)];
    Ceiling one = measure(1, data, repetitions);
    return new Ceilings(one, threads == 1 ? one : measure(threads, data, repetitions));
  }

  private static Ceiling measure(int threads, float[] data, Repetitions repetitions) {
    try (ThreadTeam team = ThreadTeam.of(threads)) {
      Rate flops = multiplyAdds(team, repetitions);
      Rate fastest = null;
      int fastestStreams = 0;
      Repetitions each = repetitions.within(1.0 / MachineCeilings.STREAMS.size());
      for (int streams : MachineCeilings.STREAMS) {
        Rate rate = reading(team, data, streams, each);
        if (fastest == null || rate.best() > fastest.best()) {
          fastest = rate;
          fastestStreams = streams;
        }
      }
      return new Ceiling(threads, flops, fastest, fastestStreams);
    }
  }

  private static Rate multiplyAdds(ThreadTeam team, Repetitions repetitions) {
    float[] sums = new float[team.size()];
    ThreadTeam.Item share =
        (worker, index) -> {
          for (int call = 0; call < CALLS; call++) {
            sums[worker] += MachineCeilings.multiplyAdd(ROUNDS);
          }
        };
    return repetitions
        .time(() -> team.forEach(team.size(), share))
        .per((double) team.size() * CALLS * ROUNDS * MachineCeilings.operationsPerRound());
  }

  private static Rate reading(ThreadTeam team, float[] data, int streams, Repetitions repetitions) {
    float[] sums = new float[team.size()];
    int part = data.length / PARTS;
    int[] next = {0};
    return repetitions
        .time(
            () -> {
              int start = next[0]++ % PARTS * part;
              int count = team.size();
              team.forEach(
                  count,
                  (worker, share) -> {
                    int from = start + (int) ((long) part * share / count);
                    int to = start + (int) ((long) part * (share + 1) / count);
                    sums[worker] = MachineCeilings.read(data, from, to, streams);
                  });
            })
        .per((double) Float.BYTES * part);
  }
}
