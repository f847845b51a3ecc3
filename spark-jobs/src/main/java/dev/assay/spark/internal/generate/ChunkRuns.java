package dev.assay.spark.internal.generate;

import dev.assay.core.error.AssayException;
import java.util.List;
import java.util.UUID;
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
   * @throws AssayException what a chunk failed with, if it is one
   */
  static void run(
      SparkSession spark, List<StagedRows.Chunk> chunks, Consumer<StagedRows.Chunk> job) {
    String tag = "assay-generate-" + UUID.randomUUID();
    ConcurrentLinkedQueue<StagedRows.Chunk> waiting = new ConcurrentLinkedQueue<>(chunks);
    ExecutorService threads =
        Executors.newFixedThreadPool(
            AT_A_TIME,
            work -> {
              Thread thread = new Thread(work, "assay-chunks");
              thread.setDaemon(true);
              return thread;
            });
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
      for (int i = 0; i < AT_A_TIME; i++) {
        await(done.take());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("the job was interrupted", e);
    } finally {
      waiting.clear();
      threads.shutdown();
      end(spark, tag, threads);
    }
  }

  /** Leaves no chunk behind that is still written: another invocation may begin at once. */
  private static void end(SparkSession spark, String tag, ExecutorService threads) {
    try {
      do {
        spark.sparkContext().cancelJobsWithTag(tag);
      } while (!threads.awaitTermination(1, TimeUnit.SECONDS));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void await(Future<Void> chunks) throws InterruptedException {
    try {
      chunks.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException failure) {
        throw failure;
      }
      throw new IllegalStateException("a chunk failed", e.getCause());
    }
  }
}
