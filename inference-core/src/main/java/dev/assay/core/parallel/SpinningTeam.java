package dev.assay.core.parallel;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;

/**
 * Workers wait for the next step on a step counter: spinning first, because steps follow each other
 * within microseconds (an executor's hand-over costs 47 µs, a spin 0.2 µs); then yielding, so that
 * where threads are more than processors the one that is waited for gets its turn; then parked.
 */
final class SpinningTeam implements ThreadTeam {
  /** Takes one thread some microseconds; handing over and waiting take one or two. */
  private static final long LEAST_SHARED_OPERATIONS = 1 << 17;

  private static final int SPINS = 1_000;
  private static final int YIELDS = 1_000;

  private final int size;
  private final Thread[] threads;
  private final AtomicInteger running = new AtomicInteger();
  private final AtomicReference<Throwable> failure = new AtomicReference<>();
  private final AtomicInteger next = new AtomicInteger();

  private Share step;
  private int count;
  private volatile int stepNumber;
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
  public void split(int count, Share share) {
    split(count, Long.MAX_VALUE, share);
  }

  @Override
  public void split(int count, long operations, Share share) {
    if (count <= 0) {
      return;
    }
    if (size == 1 || count == 1 || operations < LEAST_SHARED_OPERATIONS) {
      share.run(0, 0, count);
      return;
    }
    run(share, count);
  }

  @Override
  public void forEach(int count, Item item) {
    if (size == 1 || count <= 1) {
      for (int i = 0; i < count; i++) {
        item.run(0, i);
      }
      return;
    }
    next.set(0);
    run(
        (worker, from, to) -> {
          for (int i = next.getAndIncrement(); i < count; i = next.getAndIncrement()) {
            item.run(worker, i);
          }
        },
        size);
  }

  @Override
  public void close() {
    closed = true;
    for (Thread thread : threads) {
      LockSupport.unpark(thread);
    }
  }

  private void run(Share share, int count) {
    if (closed) {
      throw new IllegalStateException("the thread team is closed");
    }
    this.step = share;
    this.count = count;
    this.caller = Thread.currentThread();
    running.set(size - 1);
    stepNumber++;
    for (Thread thread : threads) {
      LockSupport.unpark(thread);
    }
    runShare(0);
    for (int spins = 0; running.get() > 0; spins++) {
      pause(spins);
    }
    Throwable thrown = failure.getAndSet(null);
    if (thrown instanceof RuntimeException exception) {
      throw exception;
    } else if (thrown instanceof Error error) {
      throw error;
    }
  }

  private void work(int worker) {
    int seen = 0;
    while (true) {
      for (int spins = 0; stepNumber == seen; spins++) {
        if (closed) {
          return;
        }
        pause(spins);
      }
      seen++;
      runShare(worker);
      if (running.decrementAndGet() == 0) {
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

  private void runShare(int worker) {
    int from = (int) ((long) count * worker / size);
    int to = (int) ((long) count * (worker + 1) / size);
    try {
      if (from < to) {
        step.run(worker, from, to);
      }
    } catch (RuntimeException | Error thrown) {
      failure.compareAndSet(null, thrown);
    }
  }
}
