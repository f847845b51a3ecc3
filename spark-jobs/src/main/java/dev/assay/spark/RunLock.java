package dev.assay.spark;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.assay.error.AssayException;
import dev.assay.error.ErrorKind;
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

/**
 * Keeps two drivers from working at the same run. The lock file says who holds it; a heartbeat
 * beside it says that the holder lives. Stale are a lock whose process on this host is gone, and
 * one whose heartbeat stopped.
 */
final class RunLock implements AutoCloseable {
  private static final long BEAT_SECONDS = 10;
  private static final long STALE_MILLIS = 60_000;

  private final FileSystem files;
  private final Path lock;
  private final Path heartbeat;
  private final ScheduledExecutorService beating =
      Executors.newSingleThreadScheduledExecutor(
          work -> {
            Thread thread = new Thread(work, "assay-lock-heartbeat");
            thread.setDaemon(true);
            return thread;
          });

  private RunLock(FileSystem files, Path folder) {
    this.files = files;
    this.lock = new Path(folder, "lock");
    this.heartbeat = new Path(folder, "heartbeat");
  }

  /**
   * @throws AssayException of kind OUTPUT if another driver works at the run
   */
  static RunLock take(WorkFolder work) {
    RunLock lock = new RunLock(work.files(), work.folder());
    try {
      lock.take();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return lock;
  }

  private void take() throws IOException {
    if (!create()) {
      refuseIfAlive();
      files.delete(lock, false);
      if (!create()) {
        refuseIfAlive();
      }
    }
    beat();
    beating.scheduleAtFixedRate(this::beat, BEAT_SECONDS, BEAT_SECONDS, TimeUnit.SECONDS);
  }

  /** Creates the lock file; false where it is there. Local files atomically, by the JDK. */
  private boolean create() throws IOException {
    byte[] holder = holder().getBytes(StandardCharsets.UTF_8);
    if (files.getScheme().equals("file")) {
      try {
        Files.write(
            java.nio.file.Path.of(lock.toUri().getPath()),
            holder,
            java.nio.file.StandardOpenOption.CREATE_NEW);
        return true;
      } catch (FileAlreadyExistsException e) {
        return false;
      }
    }
    try (FSDataOutputStream out = files.create(lock, false)) {
      out.write(holder);
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
    JsonNode holder;
    long beaten;
    try (FSDataInputStream in = files.open(lock)) {
      holder = new ObjectMapper().readTree(in.readAllBytes());
      beaten = files.exists(heartbeat) ? files.getFileStatus(heartbeat).getModificationTime() : 0;
    } catch (FileNotFoundException e) {
      return;
    }
    boolean here = holder.path("host").asText().equals(InetAddress.getLocalHost().getHostName());
    if (here ? lives(holder) : System.currentTimeMillis() - beaten < STALE_MILLIS) {
      throw new AssayException(
          ErrorKind.OUTPUT,
          "another driver works at this run",
          "process "
              + holder.path("pid").asText()
              + " on "
              + holder.path("host").asText()
              + " holds "
              + lock
              + " since "
              + holder.path("since").asText(),
          "wait for it, or stop it; the same command then continues where it stood");
    }
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
      throw new UncheckedIOException(e);
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
