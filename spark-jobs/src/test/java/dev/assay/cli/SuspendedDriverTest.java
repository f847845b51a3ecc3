package dev.assay.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.core.testing.SyntheticCheckpoint;
import dev.assay.spark.testing.StoredTables;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/**
 * A driver that is suspended in the middle of a chunk, and goes on after another took its place.
 */
@EnabledOnOs(OS.LINUX)
class SuspendedDriverTest {
  private static final int ROWS = 400;
  private static final String BEAT = "assay.lock.beatMillis";
  private static final String PATIENCE = "assay.lock.patienceMillis";
  private static final long PATIENCE_MILLIS = 2000;

  @TempDir private Path folder;

  @Test
  @Timeout(300)
  void twoDriversMixNothing() throws Exception {
    Path output = folder.resolve("table");
    List<String> words = words(output);
    Process first = start(words, "first");
    Process second = null;
    try {
      waitFor(() -> commits(output) > 0);
      signal(first, "-STOP");
      int before = commits(output);
      Thread.sleep(2 * PATIENCE_MILLIS);
      Process other = start(words, "second");
      second = other;
      waitFor(() -> commits(output) > before || !other.isAlive());
      signal(first, "-CONT");
      assertThat(first.waitFor(120, TimeUnit.SECONDS)).isTrue();
      assertThat(first.exitValue()).as(log("first")).isEqualTo(6);
      assertThat(log("first")).contains("this driver no longer holds");
      assertThat(second.waitFor(120, TimeUnit.SECONDS)).isTrue();
      assertThat(second.exitValue()).as(log("second")).isZero();
      CommandRun third = CommandRun.of(words.toArray());
      assertThat(third.out()).contains("complete before", ROWS + " rows, 0 of them failed");
    } finally {
      first.destroyForcibly();
      if (second != null) {
        second.destroyForcibly();
      }
    }
    try (StoredTables tables = new StoredTables(folder)) {
      assertThat(tables.table("table").select("id").distinct().count()).isEqualTo(ROWS);
      assertThat(tables.table("table").count()).isEqualTo(ROWS);
    }
    assertThat(output.resolve("_work")).doesNotExist();
  }

  /** In one line, and not with the traces of all tasks that Spark stops. */
  @Test
  @Timeout(300)
  void whoIsStoppedBySignalSaysSo() throws Exception {
    Path output = folder.resolve("table");
    List<String> words = words(output);
    Process stopped = start(words, "stopped");
    try {
      waitFor(() -> commits(output) > 0 || !stopped.isAlive());
      signal(stopped, "-TERM");
      assertThat(stopped.waitFor(120, TimeUnit.SECONDS)).isTrue();
    } finally {
      stopped.destroyForcibly();
    }
    assertThat(stopped.exitValue()).as(log("stopped")).isEqualTo(143);
    assertThat(log("stopped"))
        .contains("assay: stopped by a signal; the same command continues where it stood")
        .doesNotContain("\tat ", "an error inside Assay");
    CommandRun again = CommandRun.of(words.toArray());
    assertThat(again.out()).contains(ROWS + " rows, 0 of them failed");
  }

  private List<String> words(Path output) throws IOException {
    Path model = SyntheticCheckpoint.recurrentGemma(folder.resolve("model"), 37);
    Path input = folder.resolve("rows.jsonl");
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < ROWS; i++) {
      lines.add("{\"id\": %d, \"body\": \"stone %d\"}".formatted(i, i));
    }
    Files.write(input, lines);
    List<String> words = new ArrayList<>(List.of("generate", "--conf", "spark.ui.enabled=false"));
    words.addAll(List.of("--model", model.toString(), "--input", input.toString()));
    words.addAll(List.of("--output", output.toString(), "--prompt_column", "body"));
    words.addAll(List.of("--id_column", "id", "--max_new_tokens", "24", "--master", "local[1]"));
    words.addAll(List.of("--chunk_rows", "40"));
    return words;
  }

  private String log(String name) throws IOException {
    return Files.readString(folder.resolve(name + ".log"));
  }

  /** At what each takes for a host of its own. */
  private Process start(List<String> words, String name) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(ProcessHandle.current().info().command().orElseThrow());
    command.add("@" + Path.of(System.getProperty("assay.conf"), "java-options"));
    command.addAll(List.of("-Xmx1g", "-cp", System.getProperty("java.class.path")));
    command.addAll(List.of("-D" + BEAT + "=200", "-D" + PATIENCE + "=" + PATIENCE_MILLIS));
    command.addAll(List.of("-Dassay.lock.host=host-of-the-" + name, Assay.class.getName()));
    command.addAll(words);
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(folder.resolve(name + ".log").toFile())
        .start();
  }

  private static void signal(Process process, String signal) throws Exception {
    new ProcessBuilder("kill", signal, String.valueOf(process.pid())).start().waitFor();
  }

  private static int commits(Path output) {
    try (Stream<Path> files = Files.list(output.resolve("_work/generation"))) {
      return (int)
          files.filter(file -> file.getFileName().toString().matches("chunk-.*json")).count();
    } catch (IOException e) {
      return 0;
    }
  }

  private static void waitFor(BooleanSupplier condition) throws InterruptedException {
    while (!condition.getAsBoolean()) {
      Thread.sleep(10);
    }
  }
}
