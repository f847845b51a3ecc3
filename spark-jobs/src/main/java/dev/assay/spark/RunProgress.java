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
  private final long tokens;
  private int committed;
  private long committedRequests;
  private long committedTokens;
  private Chunk running;

  RunProgress(ProgressListener listener, LiveCounts live, List<Chunk> chunks, List<Chunk> missing) {
    this.listener = listener;
    this.live = live;
    this.chunks = chunks.size();
    this.requests = missing.stream().mapToLong(chunk -> chunk.work().size()).sum();
    this.tokens = missing.stream().mapToLong(Chunk::tokens).sum();
    this.committed = chunks.size() - missing.size();
    clock.scheduleAtFixedRate(this::report, SECONDS, SECONDS, TimeUnit.SECONDS);
  }

  synchronized void begun(Chunk chunk) {
    running = chunk;
  }

  /** The chunk that was begun last. */
  synchronized void committed() {
    committed++;
    committedRequests += running.work().size();
    committedTokens += running.tokens();
    running = null;
    report();
  }

  private synchronized void report() {
    double seconds = (System.nanoTime() - started) / 1e9;
    long done = live.requests();
    double share = tokensDone(done) / tokens;
    listener.report(
        new Report(
            committed + " of " + chunks + " chunks",
            done,
            requests,
            done / seconds,
            live.tokens() / seconds,
            share > 0 ? seconds * (1 - share) / share : Double.NaN));
  }

  /** Requests differ in length: what is left is reckoned in tokens. */
  private double tokensDone(long requestsDone) {
    if (running == null) {
      return committedTokens;
    }
    double inChunk = (double) (requestsDone - committedRequests) / running.work().size();
    return committedTokens + running.tokens() * Math.max(0, Math.min(1, inChunk));
  }

  @Override
  public void close() {
    clock.shutdownNow();
  }
}
