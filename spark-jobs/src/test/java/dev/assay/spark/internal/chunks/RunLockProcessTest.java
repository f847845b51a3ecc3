package dev.assay.spark.internal.chunks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Locks of processes that are suspended, killed, or see another clock or host name. */
@EnabledOnOs(OS.LINUX)
@Timeout(60)
class RunLockProcessTest {
  private static final LockTimes TIMES =
      new LockTimes(Duration.ofMillis(200), Duration.ofMillis(1000));

  /** Long enough that no heartbeat is missed; a lock is taken over early, or not at all. */
  private static final LockTimes PATIENT =
      new LockTimes(Duration.ofMillis(200), Duration.ofMinutes(1));

  @TempDir private Path output;
  private WorkFolder work;
  private Process holder;
  private BufferedReader said;

  @BeforeEach
  void open() {
    work = WorkFolder.of(new Configuration(), output.toString(), "job");
  }

  @AfterEach
  void end() {
    if (holder != null) {
      holder.destroyForcibly();
    }
  }

  @Test
  void suspendedHolderFindsItsLockTakenAndLeavesIt() throws Exception {
    start(TIMES, "another-host", List.of());
    signal("-STOP");
    Thread.sleep(TIMES.patience().multipliedBy(2).toMillis());
    try (RunLock taken = RunLock.take(work, TIMES)) {
      signal("-CONT");
      assertThat(askHolder())
          .contains("this driver no longer holds")
          .contains("process " + ProcessHandle.current().pid() + " on ");
      holder.getOutputStream().close();
      assertThat(holder.waitFor(10, TimeUnit.SECONDS)).isTrue();
      taken.check();
    }
    assertThat(output.resolve("_work/job/lock")).doesNotExist();
  }

  @Test
  void killedHolderOfThisHostIsGoneAtOnce() throws Exception {
    start(PATIENT, null, List.of());
    refused("process " + holder.pid());
    holder.destroyForcibly().waitFor();
    RunLock.take(work, PATIENT).close();
  }

  @Test
  void stepOfTheClockMakesNoHolderGone() throws Exception {
    // Platforms reckon a process's beginning from the machine's, which moves with the clock.
    Path stat = output.resolve("stat");
    String real = Files.readString(Path.of("/proc/stat"));
    Files.writeString(stat, real.replaceAll("(?m)^btime .*$", "btime 1500000000"));
    start(
        PATIENT, null, unshared("--mount", "mount --bind " + stat + " /proc/stat && exec \"$@\""));
    refused("holds");
    assertThat(askHolder()).isEqualTo("holds");
  }

  @Test
  void hostWhoseNameDoesNotResolveIsNamed() throws Exception {
    start(PATIENT, null, unshared("--uts", "hostname nowhere.invalid && exec \"$@\""));
    refused(" on nowhere.invalid holds");
  }

  private static List<String> unshared(String what, String script) throws Exception {
    List<String> unshare = List.of("unshare", "--user", "--map-root-user", what, "sh", "-c");
    Process probe =
        new ProcessBuilder(append(unshare, script, "sh", "true"))
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    assumeTrue(probe.waitFor() == 0, "this machine lets nobody have name spaces of its own");
    return append(unshare, script, "sh");
  }

  private static List<String> append(List<String> words, String... more) {
    List<String> all = new ArrayList<>(words);
    all.addAll(List.of(more));
    return all;
  }

  private void start(LockTimes times, String host, List<String> before) throws IOException {
    holder = LockHolderProcess.start(output, times, host, before);
    said = holder.inputReader(StandardCharsets.UTF_8);
    assertThat(said.readLine()).isEqualTo("holds");
  }

  private String askHolder() throws IOException {
    holder.getOutputStream().write('\n');
    holder.getOutputStream().flush();
    return said.readLine();
  }

  private void refused(String message) {
    assertThatThrownBy(() -> RunLock.take(work, PATIENT))
        .hasMessageContaining("another driver works at this run")
        .hasMessageContaining(message);
  }

  private void signal(String signal) throws Exception {
    new ProcessBuilder("kill", signal, String.valueOf(holder.pid())).start().waitFor();
  }
}
