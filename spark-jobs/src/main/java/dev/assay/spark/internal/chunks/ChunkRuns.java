package dev.assay.spark.internal.chunks;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.spark.sql.SparkSession;

/**
 * Runs chunks in order, two at a time: while the last answers of one come in, the next has the free
 * task slots.
 */
final class ChunkRuns {
  private static final int AT_A_TIME = 2;

  private ChunkRuns() {}

  /**
   * Runs every chunk; where one fails, what runs is cancelled and the failure thrown.
   *
   * @param watch is called again and again meanwhile; what it throws ends the others, too
   * @param between two calls of it
   * @throws CancellationException where this thread was interrupted
   */
  static void run(
      SparkSession spark,
      List<Chunk> chunks,
      Consumer<Chunk> job,
      Runnable watch,
      Duration between) {
    String tag = "assay-chunks-" + UUID.randomUUID();
    ConcurrentLinkedQueue<Chunk> waiting = new ConcurrentLinkedQueue<>(chunks);
    ExecutorService threads =
        Executors.newFixedThreadPool(
            AT_A_TIME,
            work -> {
              Thread thread = new Thread(work, "assay-chunks");
              thread.setDaemon(true);
              return thread;
            });
    boolean interrupted = false;
    ExecutorCompletionService<Void> done = new ExecutorCompletionService<>(threads);
    try {
      for (int i = 0; i < AT_A_TIME; i++) {
        done.submit(
            () -> {
              SparkSession.setActiveSession(spark);
              spark.sparkContext().addJobTag(tag);
              for (var chunk = waiting.poll(); chunk != null; chunk = waiting.poll()) {
                job.accept(chunk);
              }
              return null;
            });
      }
      for (int running = AT_A_TIME; running > 0; ) {
        Future<Void> ended = done.poll(between.toMillis(), TimeUnit.MILLISECONDS);
        if (ended == null) {
          watch.run();
        } else {
          await(ended);
          running--;
        }
      }
    } catch (InterruptedException e) {
      interrupted = true;
      throw (CancellationException)
          new CancellationException("the job was interrupted").initCause(e);
    } finally {
      waiting.clear();
      threads.shutdown();
      interrupted |= end(spark, tag, threads);
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /**
   * Leaves no chunk behind that is still written, also where this thread is interrupted: another
   * invocation may begin at once.
   */
  private static boolean end(SparkSession spark, String tag, ExecutorService threads) {
    boolean interrupted = false;
    while (true) {
      try {
        spark.sparkContext().cancelJobsWithTag(tag);
        if (spark.sparkContext().isStopped() || threads.awaitTermination(1, TimeUnit.SECONDS)) {
          return interrupted;
        }
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
  }

  private static void await(Future<Void> chunks) throws InterruptedException {
    try {
      chunks.get();
    } catch (ExecutionException e) {
      Throwable cause = e.getCause();
      if (cause instanceof RuntimeException failure) {
        throw failure;
      }
      if (cause instanceof Error error) {
        throw error;
      }
      throw JobFailure.of(cause);
    }
  }
}
