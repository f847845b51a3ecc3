package dev.assay.spark;

import dev.assay.spark.ProgressListener.Report;
import dev.assay.spark.WorkPlan.Chunk;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Tells a listener every few seconds, and after every commit, how far a run is. */
final class RunProgress implements AutoCloseable {
  private static final long SECONDS = 2;

  private final ProgressListener listener;
  private final LiveCounts live;
  private final int chunks;
  private final long requests;
  private final long started = System.nanoTime();
  private final ScheduledExecutorService clock =
      Executors.newSingleThreadScheduledExecutor(
          work -> {
            Thread thread = new Thread(work, "assay-progress");
            thread.setDaemon(true);
            return thread;
          });
  private volatile int committed;

  RunProgress(ProgressListener listener, LiveCounts live, List<Chunk> chunks, List<Chunk> missing) {
    this.listener = listener;
    this.live = live;
    this.chunks = chunks.size();
    this.requests = missing.stream().mapToLong(chunk -> chunk.work().size()).sum();
    this.committed = chunks.size() - missing.size();
    clock.scheduleAtFixedRate(this::report, SECONDS, SECONDS, TimeUnit.SECONDS);
  }

  void committed() {
    committed++;
    report();
  }

  private synchronized void report() {
    double seconds = (System.nanoTime() - started) / 1e9;
    long done = live.requests();
    double speed = done / seconds;
    listener.report(
        new Report(
            committed + " of " + chunks + " chunks",
            done,
            requests,
            speed,
            live.tokens() / seconds,
            done == 0 ? Double.NaN : Math.max(0, requests - done) / speed));
  }

  @Override
  public void close() {
    clock.shutdownNow();
  }
}
