package dev.assay.spark.internal.chunks;

import dev.assay.core.error.AssayException;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.conf.Configuration;

/**
 * Holds a lock as a process of its own, which can be suspended and killed. A line of its input has
 * it look whether it still holds the lock; the end of its input has it give the lock back.
 */
final class LockHolderProcess {
  private LockHolderProcess() {}

  /**
   * @param output folder of the job
   * @param host the process thinks it runs at; null for this one
   * @param before what runs the process; empty for nothing
   */
  static Process start(Path output, LockTimes times, String host, List<String> before)
      throws IOException {
    List<String> command = new ArrayList<>(before);
    command.add(ProcessHandle.current().info().command().orElseThrow());
    command.addAll(List.of("-Xmx200m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
    if (host != null) {
      command.add("-Dassay.lock.host=" + host);
    }
    String classPath = System.getProperty("java.class.path");
    command.addAll(List.of("-cp", absolute(classPath), LockHolderProcess.class.getName()));
    command.add(output.toString());
    command.add(String.valueOf(times.beat().toMillis()));
    command.add(String.valueOf(times.patience().toMillis()));
    return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
  }

  private static String absolute(String classPath) {
    List<String> entries = new ArrayList<>();
    for (String entry : classPath.split(File.pathSeparator)) {
      entries.add(Path.of(entry).toAbsolutePath().toString());
    }
    return String.join(File.pathSeparator, entries);
  }

  public static void main(String[] arguments) throws IOException {
    LockTimes times =
        new LockTimes(
            Duration.ofMillis(Long.parseLong(arguments[1])),
            Duration.ofMillis(Long.parseLong(arguments[2])));
    WorkFolder work = WorkFolder.of(new Configuration(), arguments[0], "job");
    try (RunLock lock = RunLock.take(work, times)) {
      System.out.println("holds");
      while (System.in.read() >= 0) {
        System.out.println(said(lock));
      }
    } catch (AssayException e) {
      System.out.println(e.getMessage());
    }
  }

  private static String said(RunLock lock) {
    try {
      lock.check();
      return "holds";
    } catch (AssayException e) {
      return e.getMessage();
    }
  }
}
