package dev.assay.spark.internal.progress;

import dev.assay.spark.internal.progress.ProgressListener.Report;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Tells a listener every few seconds, and after every commit, how far a run is. */
public final class RunProgress implements AutoCloseable {
  private static final long SECONDS = 2;

  private final ProgressListener listener;
  private final LiveCounts live;
  private final String unit;
  private final int portions;
  private final long requests;
  private final long tokens;
  private final long started = System.nanoTime();
  private final ScheduledExecutorService clock =
      Executors.newSingleThreadScheduledExecutor(
          work -> {
            Thread thread = new Thread(work, "assay-progress");
            thread.setDaemon(true);
            return thread;
          });
  private final Set<Portion> running = new HashSet<>();
  private int committed;
  private long committedRequests;
  private long committedTokens;

  /**
   * @param unit what is done, e.g. {@code requests}
   * @param portions of the run, those that were committed before included
   * @param missing what this invocation has to do
   */
  public RunProgress(
      ProgressListener listener,
      LiveCounts live,
      String unit,
      int portions,
      List<Portion> missing) {
    this.listener = listener;
    this.live = live;
    this.unit = unit;
    this.portions = portions;
    this.requests = missing.stream().mapToLong(Portion::requests).sum();
    this.tokens = missing.stream().mapToLong(Portion::tokens).sum();
    this.committed = portions - missing.size();
    clock.scheduleAtFixedRate(this::report, SECONDS, SECONDS, TimeUnit.SECONDS);
  }

  public synchronized void begun(Portion portion) {
    running.add(portion);
  }

  public synchronized void committed(Portion portion) {
    running.remove(portion);
    committed++;
    committedRequests += portion.requests();
    committedTokens += portion.tokens();
    report();
  }

  private synchronized void report() {
    double seconds = (System.nanoTime() - started) / 1e9;
    long done = live.requests();
    double share = tokensDone(done) / tokens;
    listener.report(
        new Report(
            committed + " of " + portions + " chunks",
            done,
            requests,
            unit,
            done / seconds,
            live.tokens() / seconds,
            share > 0 ? seconds * (1 - share) / share : Double.NaN));
  }

  /** Requests differ in length: what is left is reckoned in tokens. */
  private double tokensDone(long requestsDone) {
    long begun = running.stream().mapToLong(Portion::requests).sum();
    if (begun == 0) {
      return committedTokens;
    }
    double share = (double) (requestsDone - committedRequests) / begun;
    long inWork = running.stream().mapToLong(Portion::tokens).sum();
    return committedTokens + inWork * Math.max(0, Math.min(1, share));
  }

  @Override
  public void close() {
    clock.shutdownNow();
  }
}
