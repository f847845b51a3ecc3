package dev.assay.core.parallel;

/**
 * A team of threads that does one step after another, the caller being worker 0. Between steps
 * workers spin for a bounded time, then park: an idle team burns nothing.
 *
 * <p>One caller at a time. Work is split so that no result depends on the number of workers.
 */
public interface ThreadTeam extends AutoCloseable {

  /** A contiguous share of a step. */
  @FunctionalInterface
  interface Share {
    void run(int worker, int from, int to);
  }

  /** One item of a step. */
  @FunctionalInterface
  interface Item {
    void run(int worker, int index);
  }

  /** Workers, the caller included; at least 1. */
  int size();

  /**
   * Cuts [0, count) into one contiguous range per worker and returns when all are done. What a
   * worker throws is thrown here, after all have stopped.
   */
  void split(int count, Share share);

  /**
   * The same of a step whose size is known: what takes less time than sharing it the caller does
   * alone.
   *
   * @param operations floating-point operations of the whole step
   */
  void split(int count, long operations, Share share);

  /** Hands out the items 0 … count−1 one by one to whichever worker is free. */
  void forEach(int count, Item item);

  @Override
  void close();

  /** A team of {@code size} workers: {@code size − 1} daemon threads and the caller. */
  static ThreadTeam of(int size) {
    return new SpinningTeam(size);
  }
}
