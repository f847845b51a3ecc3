package dev.assay.core.parallel;

/**
 * A team of threads that does one step after another, the caller being worker 0. Between steps
 * workers spin for a bounded time, then park: an idle team burns nothing.
 *
 * <p>One caller at a time. A step is cut into pieces, and whoever is free takes the next: no result
 * may depend on who does which, nor on how many workers there are.
 */
public interface ThreadTeam extends AutoCloseable {

  /** Work on a contiguous piece of a step; a worker may get several, one after the other. */
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

  /** Steps so far that were shared out, at the end of each of which the caller waited for all. */
  long steps();

  /**
   * Cuts [0, count) into contiguous pieces, a few for each worker, and returns when all are done.
   * What a piece throws is thrown here, after all have stopped; others may then have been left out.
   */
  void split(int count, Share share);

  /**
   * The same of a step whose size is known: pieces take 50 to 100 µs, and what takes less time than
   * sharing it the caller does alone.
   *
   * @param operations of the whole step, counted in floating-point operations of a product
   */
  default void split(int count, long operations, Share share) {
    split(count, operations, 1, share);
  }

  /**
   * The same of items that are done faster together: a piece has {@code together} of them at least,
   * but toward the end, when all are to be done at the same time.
   */
  void split(int count, long operations, int together, Share share);

  /** Hands out the items 0 … count−1 one by one, in their order. */
  void forEach(int count, Item item);

  @Override
  void close();

  /** A team of {@code size} workers: {@code size − 1} daemon threads and the caller. */
  static ThreadTeam of(int size) {
    return new SpinningTeam(size);
  }
}
