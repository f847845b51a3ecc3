package dev.assay.eval.program;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A process of which little is read, and that does not outlive its call. */
final class BoundedProcess {
  /** More output than this ends the process: nobody honest writes it. */
  private static final int MOST_OUTPUT = 4096;

  private static final Duration LAST_WORDS = Duration.ofSeconds(2);

  private BoundedProcess() {}

  /**
   * How a process ended.
   *
   * @param status as shells count it: 128 and the number of a signal that ended it
   * @param output the beginning of its standard output
   * @param complaint the beginning of its standard error
   * @param killed it did not end by itself
   */
  record End(int status, String output, String complaint, double seconds, boolean killed) {
    /** Why it is of no use, in one line. */
    String problem() {
      String said = complaint.strip().replaceAll("\\s*\\R\\s*", "; ");
      return said.isEmpty() ? "it ended with status " + status : said;
    }
  }

  /**
   * Starts a command with an environment of four fixed names, gives it its input, and waits.
   *
   * @param patience after which it is killed, with all that descends from it
   */
  static End run(List<String> command, byte[] input, Duration patience) {
    return run(command, input, patience, null);
  }

  /**
   * The same in a folder.
   *
   * @param folder null for that of this process
   */
  static End run(List<String> command, byte[] input, Duration patience, Path folder) {
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.directory(folder == null ? null : folder.toFile());
    builder.environment().clear();
    builder
        .environment()
        .putAll(
            Map.of("PATH", Sandbox.PATH, "HOME", "/tmp", "LANG", "C.UTF-8", "PYTHONHASHSEED", "0"));
    long started = System.nanoTime();
    Process process;
    try {
      process = builder.start();
    } catch (IOException e) {
      return new End(127, "", e.getMessage(), 0, false);
    }
    Collector output = new Collector(process.getInputStream(), process);
    Collector complaint = new Collector(process.getErrorStream(), process);
    Thread feeder = daemon("program-input", () -> feed(process, input));
    boolean ended = false;
    try {
      ended = process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      // Not of one that ended: that would close its output before it is read.
      if (!ended) {
        kill(process);
      }
    }
    double seconds = (System.nanoTime() - started) / 1e9;
    int status = status(process);
    String said = output.text();
    String complained = complaint.text();
    process.destroyForcibly();
    feeder.interrupt();
    return new End(status, said, complained, seconds, !ended || output.tooMuch());
  }

  private static int status(Process process) {
    boolean interrupted = Thread.interrupted();
    try {
      return process.waitFor(LAST_WORDS.toMillis(), TimeUnit.MILLISECONDS)
          ? process.exitValue()
          : 128 + 9;
    } catch (InterruptedException e) {
      interrupted = true;
      return 128 + 9;
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private static void kill(Process process) {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
  }

  private static void feed(Process process, byte[] input) {
    try (OutputStream in = process.getOutputStream()) {
      in.write(input);
    } catch (IOException ended) {
      // Its end says more than that it read nothing.
    }
  }

  private static Thread daemon(String name, Runnable work) {
    Thread thread = new Thread(work, name);
    thread.setDaemon(true);
    thread.start();
    return thread;
  }

  /** Reads what a process writes, until it is too much. */
  private static final class Collector {
    private final ByteArrayOutputStream read = new ByteArrayOutputStream();
    private final Thread thread;
    private volatile boolean tooMuch;

    Collector(InputStream from, Process process) {
      thread = daemon("program-output", () -> collect(from, process));
    }

    private void collect(InputStream from, Process process) {
      byte[] buffer = new byte[1024];
      try (from) {
        for (int n = from.read(buffer); n >= 0; n = from.read(buffer)) {
          synchronized (read) {
            read.write(buffer, 0, Math.min(n, MOST_OUTPUT - read.size()));
            tooMuch = read.size() >= MOST_OUTPUT;
          }
          if (tooMuch) {
            kill(process);
            return;
          }
        }
      } catch (IOException closed) {
        // The process is gone, and what it said before is there.
      }
    }

    boolean tooMuch() {
      return tooMuch;
    }

    /** Whoever left the program may hold its output open: nobody waits long for that. */
    String text() {
      boolean interrupted = Thread.interrupted();
      try {
        thread.join(LAST_WORDS.toMillis());
      } catch (InterruptedException e) {
        interrupted = true;
      }
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
      synchronized (read) {
        return read.toString(StandardCharsets.UTF_8);
      }
    }
  }
}
