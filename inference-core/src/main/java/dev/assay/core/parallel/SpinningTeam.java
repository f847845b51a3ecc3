package dev.assay.core.parallel;

import java.util.concurrent.locks.LockSupport;

/**
 * Workers wait for the next step: spinning first, because steps follow each other within
 * microseconds (an executor's hand-over costs 47 µs, a spin 0.2 µs); then yielding, so that where
 * threads are more than processors the one that is waited for gets its turn; then parked, so that
 * the system may move it to the processor that waits.
 */
final class SpinningTeam implements ThreadTeam {
  /** Takes one thread some microseconds; handing over and waiting take one or two. */
  private static final long LEAST_SHARED_OPERATIONS = 1 << 17;

  /** Takes one thread 50 to 100 µs. */
  private static final long PIECE_OPERATIONS = 1 << 22;

  /** Pieces for each worker of a step whose size is not known. */
  private static final int PIECES = 8;

  private static final int SPINS = 1_000;
  private static final int YIELDS = 200;

  private final int size;
  private final Thread[] threads;
  private long steps;

  /** The step under way, or the last one. */
  private volatile Step step;

  private volatile boolean closed;
  private volatile Thread caller;

  SpinningTeam(int size) {
    if (size < 1) {
      throw new IllegalArgumentException("a team needs at least one worker, not " + size);
    }
    this.size = size;
    this.threads = new Thread[size - 1];
    for (int i = 0; i < threads.length; i++) {
      int worker = i + 1;
      threads[i] = new Thread(() -> work(worker), "assay-worker-" + worker);
      threads[i].setDaemon(true);
      threads[i].start();
    }
  }

  @Override
  public int size() {
    return size;
  }

  @Override
  public long steps() {
    return steps;
  }

  @Override
  public void split(int count, Share share) {
    run(size, count, Math.max(1, count / (size * PIECES)), share);
  }

  @Override
  public void split(int count, long operations, int together, Share share) {
    if (operations < LEAST_SHARED_OPERATIONS && count > 0) {
      share.run(0, 0, count);
    } else {
      long pieces = 1 + operations / PIECE_OPERATIONS;
      run(size, count, (int) Math.max(together, count / pieces), share);
    }
  }

  @Override
  public void forEach(int count, Item item) {
    run(
        1,
        count,
        1,
        (worker, from, to) -> {
          for (int i = from; i < to; i++) {
            item.run(worker, i);
          }
        });
  }

  @Override
  public void close() {
    closed = true;
    for (Thread thread : threads) {
      LockSupport.unpark(thread);
    }
  }

  private void run(int ranges, int count, int piece, Share share) {
    if (count <= 0) {
      return;
    }
    if (size == 1 || count == 1) {
      share.run(0, 0, count);
      return;
    }
    if (closed) {
      throw new IllegalStateException("the thread team is closed");
    }
    Step begun = new Step(ranges, count, piece, share);
    caller = Thread.currentThread();
    steps++;
    step = begun;
    for (Thread thread : threads) {
      LockSupport.unpark(thread);
    }
    begun.work(0);
    for (int spins = 0; !begun.isDone(); spins++) {
      pause(spins);
    }
    if (begun.failure() instanceof RuntimeException exception) {
      throw exception;
    } else if (begun.failure() instanceof Error error) {
      throw error;
    }
  }

  private void work(int worker) {
    Step seen = null;
    while (true) {
      Step begun = step;
      for (int spins = 0; begun == seen; spins++) {
        if (closed) {
          return;
        }
        pause(spins);
        begun = step;
      }
      seen = begun;
      if (begun.work(worker)) {
        LockSupport.unpark(caller);
      }
    }
  }

  private void pause(int spins) {
    if (spins < SPINS) {
      Thread.onSpinWait();
    } else if (spins < SPINS + YIELDS) {
      Thread.yield();
    } else {
      LockSupport.park(this);
    }
  }
}
