package dev.assay.spark.internal.chunks;

import dev.assay.core.error.AssayException;
import dev.assay.core.error.ErrorKind;
import dev.assay.spark.internal.progress.LiveCounts;
import dev.assay.spark.internal.progress.Portion;
import dev.assay.spark.internal.progress.ProgressListener;
import dev.assay.spark.internal.progress.RunProgress;
import dev.assay.spark.internal.session.LazySession;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A job in chunks, every row once whatever happens:
 *
 * <ol>
 *   <li>A lock lets one driver at a time work ({@link RunLock}).
 *   <li>A chunk is written into a folder that its attempt alone has, and compared with the rows it
 *       was given; then, if the lock is still held, a manifest appears that names the files ({@link
 *       Commits}). Two chunks are under way at a time, so that task slots never wait.
 *   <li>Before anything is published, each manifest is held against the files. What is damaged is
 *       done again.
 *   <li>The output is made of the manifests' files alone, and is complete with its last file.
 * </ol>
 *
 * The same job again does what is missing, and nothing once the output is complete.
 */
public final class ChunkedJob {
  /** The work itself, and what storage may lose of it meanwhile. */
  private static final int MOST_ROUNDS = 4;

  private final LazySession spark;
  private final String output;
  private final String name;
  private final ProgressListener listener;

  /**
   * @param output folder below whose {@code _work} the job lies until it is complete; any Hadoop
   *     path
   * @param name tells the job from others with this output
   * @throws AssayException of kind USAGE for a path that Spark would take for a pattern
   */
  public ChunkedJob(LazySession spark, String output, String name, ProgressListener listener) {
    WorkFolder.refusePattern(output);
    this.spark = spark;
    this.output = output;
    this.name = name;
    this.listener = listener;
  }

  /**
   * @throws AssayException of kind OUTPUT where the output is another job's, another driver works
   *     at it or took over, it cannot be written, or answers are not those of the rows asked
   */
  public JobOutcome run(ChunkedWork work) {
    try {
      return outcome(work);
    } catch (Throwable thrown) {
      // Spark throws checked exceptions that Scala need not declare.
      RuntimeException explained = JobFailure.of(thrown);
      if (thrown instanceof Error error && !(explained instanceof AssayException)) {
        throw error;
      }
      throw explained;
    }
  }

  private JobOutcome outcome(ChunkedWork work) {
    JobOutcome outcome = new JobOutcome(Completion.COMPLETE_BEFORE, 0, 0);
    if (work.isComplete()) {
      // The driver that completed it may have ended before it removed its copy of the input.
      WorkFolder.at(spark.hadoop(), output, name).remove();
      return outcome;
    }
    WorkFolder folder = WorkFolder.of(spark.hadoop(), output, name);
    try (RunLock lock = RunLock.take(folder)) {
      // Another driver may have completed the job since.
      if (!work.isComplete()) {
        work.claim();
        outcome = computeHolding(lock, work, new Commits(folder, lock));
      }
    }
    folder.remove();
    return outcome;
  }

  /**
   * A driver whose lock was taken over fails in many ways, since its files go; the lock says why.
   */
  private JobOutcome computeHolding(RunLock lock, ChunkedWork work, Commits commits) {
    try {
      return compute(work, commits);
    } catch (Throwable thrown) {
      try {
        lock.check();
      } catch (AssayException lost) {
        lost.addSuppressed(thrown);
        throw lost;
      } catch (RuntimeException unread) {
        // Whoever holds the lock, the first failure is what happened.
        thrown.addSuppressed(unread);
      }
      throw thrown;
    }
  }

  private JobOutcome compute(ChunkedWork work, Commits commits) {
    commits.removeRemains();
    Completion completion = Completion.CONTINUED;
    long rows = 0;
    double seconds = 0;
    for (int round = 0; ; round++) {
      describe("cut the input into chunks");
      Map<String, CommittedChunk> whole = commits.whole(work::published);
      List<CommittedChunk> committed = new ArrayList<>();
      List<Chunk> missing = new ArrayList<>();
      List<Chunk> chunks = work.chunks(commits);
      for (Chunk chunk : chunks) {
        CommittedChunk there = whole.get(chunk.name());
        if (there != null && there.chunk().answersAs(chunk)) {
          committed.add(there);
        } else {
          missing.add(chunk);
        }
      }
      if (missing.isEmpty()) {
        publish(
            work, commits, new CommittedChunks(spark, commits, work.format(), committed, seconds));
        return new JobOutcome(completion, rows, seconds);
      }
      refuseAfter(round, missing);
      if (round == 0 && committed.isEmpty()) {
        completion = Completion.COMPUTED;
      }
      missing.forEach(chunk -> commits.revoke(chunk.name()));
      rows += missing.stream().mapToLong(Chunk::rows).sum();
      seconds += run(work, commits, chunks.size(), missing);
    }
  }

  private static void refuseAfter(int round, List<Chunk> missing) {
    if (round == MOST_ROUNDS) {
      throw new AssayException(
          ErrorKind.OUTPUT,
          missing.get(0).name() + " does not stay as it was written",
          "its files were missing or damaged " + MOST_ROUNDS + " times after its commit",
          "look at what else writes to the output, or at its disk; the same command then continues");
    }
  }

  private double run(ChunkedWork work, Commits commits, int chunks, List<Chunk> missing) {
    ChunkWriter writer = new ChunkWriter(commits, work);
    long started = System.nanoTime();
    try (LiveCounts live = LiveCounts.in(spark.session().sparkContext());
        RunProgress progress =
            new RunProgress(listener, live, work.noun(), chunks, portions(missing))) {
      ChunkRuns.run(
          spark.session(),
          missing,
          chunk -> {
            describe(description(work, chunk, chunks));
            progress.begun(portion(chunk));
            writer.write(chunk, live.counts());
            progress.committed(portion(chunk));
          },
          // Whoever lost its place would compute the rest of a chunk for nothing.
          commits::endIfLost,
          commits.beat());
    }
    return (System.nanoTime() - started) / 1e9;
  }

  private void publish(ChunkedWork work, Commits commits, CommittedChunks committed) {
    describe("put the chunks together");
    commits.removeRemains();
    work.publish(committed);
  }

  private static String description(ChunkedWork work, Chunk chunk, int chunks) {
    String what = chunk.description().isEmpty() ? "" : " " + chunk.description();
    return "%s%s, chunk %d of %d".formatted(work.verb(), what, chunk.number() + 1, chunks);
  }

  private void describe(String description) {
    spark.describe(description);
  }

  private static List<Portion> portions(List<Chunk> chunks) {
    return chunks.stream().map(ChunkedJob::portion).toList();
  }

  private static Portion portion(Chunk chunk) {
    return new Portion(chunk.number(), chunk.rows(), Math.max(1, chunk.tokens()));
  }
}
