package dev.assay.spark.internal.work;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.assay.core.error.AssayException;
import dev.assay.core.error.ErrorKind;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps two drivers from working at the same run. The lock file says who holds it; a heartbeat
 * beside it says that the holder lives. Stale are a lock whose process on this host is gone, and
 * one that was written, and whose heartbeat came last, a minute ago.
 */
public final class RunLock implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(RunLock.class);
  private static final long BEAT_SECONDS = 10;
  private static final long STALE_MILLIS = 60_000;

  private final FileSystem files;
  private final String holder;
  private final Path lock;
  private final Path heartbeat;
  private final ScheduledExecutorService beating =
      Executors.newSingleThreadScheduledExecutor(
          work -> {
            Thread thread = new Thread(work, "assay-lock-heartbeat");
            thread.setDaemon(true);
            return thread;
          });

  private RunLock(FileSystem files, Path folder) throws IOException {
    this.files = files;
    this.holder = holder();
    this.lock = new Path(folder, "lock");
    this.heartbeat = new Path(folder, "heartbeat");
  }

  /**
   * @throws AssayException of kind OUTPUT if another driver works at the run
   */
  public static RunLock take(WorkFolder work) {
    try {
      RunLock lock = new RunLock(work.files(), work.folder());
      lock.take();
      return lock;
    } catch (IOException e) {
      throw new AssayException(
          ErrorKind.OUTPUT,
          "the run cannot be locked in " + work.folder(),
          e.toString(),
          "give --output a folder that this user may write",
          e);
    }
  }

  private void take() throws IOException {
    while (!create()) {
      refuseIfAlive();
      LOG.info("taking over {}: its holder is gone", lock);
      files.delete(lock, false);
    }
    beat();
    beating.scheduleAtFixedRate(this::beat, BEAT_SECONDS, BEAT_SECONDS, TimeUnit.SECONDS);
  }

  /**
   * @throws AssayException of kind OUTPUT if another driver took the lock over, believing this one
   *     gone
   */
  public void check() {
    try (FSDataInputStream in = files.open(lock)) {
      if (holder.equals(new String(in.readAllBytes(), StandardCharsets.UTF_8))) {
        return;
      }
    } catch (FileNotFoundException e) {
      LOG.debug("{} was removed", lock, e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    throw new AssayException(
        ErrorKind.OUTPUT,
        "this driver no longer holds " + lock,
        "its heartbeat was not seen for " + STALE_MILLIS / 1000 + " s, and another took its place",
        "let the other finish; the same command then finds the run complete");
  }

  /** Creates the lock file; false where it is there. Local files atomically, by the JDK. */
  private boolean create() throws IOException {
    byte[] content = holder.getBytes(StandardCharsets.UTF_8);
    if (files.getScheme().equals("file")) {
      try {
        Files.write(
            java.nio.file.Path.of(lock.toUri().getPath()),
            content,
            java.nio.file.StandardOpenOption.CREATE_NEW);
        return true;
      } catch (FileAlreadyExistsException e) {
        return false;
      }
    }
    try (FSDataOutputStream out = files.create(lock, false)) {
      out.write(content);
      return true;
    } catch (org.apache.hadoop.fs.FileAlreadyExistsException e) {
      return false;
    }
  }

  private static String holder() throws IOException {
    return new ObjectMapper()
        .createObjectNode()
        .put("host", InetAddress.getLocalHost().getHostName())
        .put("pid", ProcessHandle.current().pid())
        .put("started", started(ProcessHandle.current()))
        .put("since", Instant.now().toString())
        .toString();
  }

  private static String started(ProcessHandle process) {
    return process.info().startInstant().map(Instant::toString).orElse("");
  }

  private void refuseIfAlive() throws IOException {
    JsonNode other;
    long beaten;
    try (FSDataInputStream in = files.open(lock)) {
      other = new ObjectMapper().readTree(in.readAllBytes());
      // A lock just made may have no heartbeat yet, or not even its holder's name.
      beaten = Math.max(modified(lock), files.exists(heartbeat) ? modified(heartbeat) : 0);
    } catch (FileNotFoundException e) {
      return;
    }
    boolean here = other.path("host").asText().equals(InetAddress.getLocalHost().getHostName());
    if (here ? lives(other) : System.currentTimeMillis() - beaten < STALE_MILLIS) {
      throw new AssayException(
          ErrorKind.OUTPUT,
          "another driver works at this run",
          "process "
              + other.path("pid").asText()
              + " on "
              + other.path("host").asText()
              + " holds "
              + lock
              + " since "
              + other.path("since").asText(),
          "wait for it, or stop it; the same command then continues where it stood");
    }
  }

  private long modified(Path file) throws IOException {
    return files.getFileStatus(file).getModificationTime();
  }

  private static boolean lives(JsonNode holder) {
    Optional<ProcessHandle> process = ProcessHandle.of(holder.path("pid").asLong());
    return process.isPresent()
        && process.get().isAlive()
        && started(process.get()).equals(holder.path("started").asText());
  }

  private void beat() {
    try (FSDataOutputStream out = files.create(heartbeat, true)) {
      out.write('.');
    } catch (IOException e) {
      LOG.warn("the heartbeat {} could not be written: {}", heartbeat, e.toString());
    }
  }

  @Override
  public void close() {
    beating.shutdownNow();
    try {
      files.delete(lock, false);
      files.delete(heartbeat, false);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
