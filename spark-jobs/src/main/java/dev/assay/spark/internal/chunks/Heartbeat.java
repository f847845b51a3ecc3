package dev.assay.spark.internal.chunks;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A file that is written again and again for as long as its writer lives. Ages are taken by the
 * file system's own clock: what it says of a file that was written just now.
 */
final class Heartbeat implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Heartbeat.class);

  private final FileSystem files;
  private final Path file;
  private final ScheduledExecutorService clock =
      Executors.newSingleThreadScheduledExecutor(
          work -> {
            Thread thread = new Thread(work, "assay-lock-heartbeat");
            thread.setDaemon(true);
            return thread;
          });
  private boolean failing;

  private Heartbeat(FileSystem files, Path file) {
    this.files = files;
    this.file = file;
  }

  /** Beats from now on. */
  static Heartbeat of(LockHolder holder, WorkFolder work, Duration beat) {
    Heartbeat heartbeat = new Heartbeat(work.files().files(), file(work, holder));
    heartbeat.beat();
    heartbeat.clock.scheduleAtFixedRate(
        heartbeat::beat, beat.toMillis(), beat.toMillis(), TimeUnit.MILLISECONDS);
    return heartbeat;
  }

  /** One of its own for each holder: nobody keeps another's lock alive. */
  private static Path file(WorkFolder work, LockHolder holder) {
    return work.path("heartbeat." + holder.token());
  }

  /** When a holder was last seen, in milliseconds of the file system; empty if never. */
  static Optional<Long> last(WorkFolder work, LockHolder holder) throws IOException {
    return modified(work.files().files(), file(work, holder));
  }

  /** When a file was written; empty where it is not there. */
  static Optional<Long> modified(FileSystem files, Path file) throws IOException {
    try {
      return Optional.of(files.getFileStatus(file).getModificationTime());
    } catch (FileNotFoundException e) {
      LOG.trace("{} is not there", file, e);
      return Optional.empty();
    }
  }

  /** What time it is to the file system. */
  static long now(WorkFolder work, LockHolder asking) throws IOException {
    FileSystem files = work.files().files();
    Path probe = work.path("clock." + asking.token());
    touch(files, probe);
    long now = files.getFileStatus(probe).getModificationTime();
    files.delete(probe, false);
    return now;
  }

  private static void touch(FileSystem files, Path file) throws IOException {
    try (FSDataOutputStream out = files.create(file, true)) {
      out.write('.');
    }
  }

  /** Hadoop throws what a full disk does as an Error, which would end the clock for good. */
  private void beat() {
    try {
      touch(files, file);
      if (failing) {
        LOG.info("the heartbeat {} is written again", file);
      }
      failing = false;
    } catch (Throwable e) {
      if (!failing) {
        LOG.warn("the heartbeat {} could not be written and is tried again: {}", file, e);
      }
      failing = true;
    }
  }

  @Override
  public void close() {
    clock.shutdownNow();
    try {
      clock.awaitTermination(1, TimeUnit.SECONDS);
      files.delete(file, false);
    } catch (IOException e) {
      LOG.warn("the heartbeat {} could not be removed: {}", file, e.toString());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
