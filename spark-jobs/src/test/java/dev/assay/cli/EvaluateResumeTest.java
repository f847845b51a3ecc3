package dev.assay.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.core.testing.SyntheticCheckpoint;
import dev.assay.spark.testing.MixedTasks;
import dev.assay.spark.testing.SampleBenchmarks;
import dev.assay.spark.testing.StoredTables;
import dev.assay.spark.testing.TestCluster;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Processes killed in the middle of a run that chooses, generates and scores whole texts: the
 * tables of one that nobody disturbed, and the bits that {@link EvaluateInvarianceTest} knows.
 */
class EvaluateResumeTest {
  private static final long PATIENCE_SECONDS = 120;

  @TempDir static Path folder;
  private static Path model;
  private static Path data;
  private static Path tasks;
  private static List<String> undisturbed;

  @BeforeAll
  static void write() throws IOException {
    model =
        SyntheticCheckpoint.recurrentGemma(
            folder.resolve("model"), EvaluateInvarianceTest.MODEL_SEED);
    data = SampleBenchmarks.write(folder.resolve("data"), EvaluateInvarianceTest.ITEMS);
    tasks = MixedTasks.write(folder.resolve("tasks"), EvaluateInvarianceTest.ITEMS);
    Path output = folder.resolve("undisturbed");
    assertThat(CommandRun.evaluate(arguments(output, "--master", "local[2]")).exitCode()).isZero();
    try (StoredTables tables = new StoredTables(output)) {
      undisturbed = tables.content();
    }
  }

  @Test
  void sameCommandIsRefusedWhileItsDriverLivesAndContinuesAfterItWasKilled(@TempDir Path output)
      throws Exception {
    Process driver = driver(output);
    try {
      waitFor(() -> Files.exists(work(output).resolve("lock")));
      CommandRun second = CommandRun.evaluate(arguments(output, "--master", "local[1]"));
      assertThat(second.exitCode()).isEqualTo(6);
      assertThat(second.err())
          .contains("another driver works at this run")
          .contains("process " + driver.pid());
      waitFor(() -> !committed(output).isEmpty());
    } finally {
      driver.destroyForcibly().waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }
    assertThat(output.resolve("runs")).doesNotExist();
    assertThat(committed(output)).isNotEmpty();
    CommandRun run = CommandRun.evaluate(arguments(output, "--master", "local[2]"));
    assertThat(run.out()).contains("was continued from its committed chunks");
    assertWhole(output, run);
  }

  @Test
  void runGoesOnWithoutAnExecutorThatWasKilled(@TempDir Path output) throws Exception {
    CompletableFuture<Boolean> killedInTheMiddle =
        CompletableFuture.supplyAsync(
            () -> {
              waitFor(() -> !committed(output).isEmpty());
              List<ProcessHandle> executors = TestCluster.executors();
              assertThat(executors).hasSize(2);
              executors.get(0).destroyForcibly();
              executors.get(0).onExit().join();
              return !Files.exists(output.resolve("runs"));
            });
    CommandRun run = CommandRun.evaluate(arguments(output, TestCluster.options()));
    assertThat(killedInTheMiddle.get()).isTrue();
    assertThat(run.out()).doesNotContain("continued");
    assertWhole(output, run);
  }

  private static void assertWhole(Path output, CommandRun run) {
    String runId = run.runId();
    try (StoredTables tables = new StoredTables(output)) {
      assertThat(tables.content()).isEqualTo(undisturbed);
      List<Row> chosen =
          tables
              .table("samples")
              .where("task not in ('picks', 'says', 'texts')")
              .orderBy("task", "doc_id", "choice")
              .collectAsList();
      assertThat(StoredTables.digest(chosen)).isEqualTo(EvaluateInvarianceTest.DIGEST);
      List<Row> items = tables.rows("items", runId);
      assertThat(items).hasSize(7 * EvaluateInvarianceTest.ITEMS);
      assertThat(items.stream().map(item -> item.getAs("task") + " " + item.getAs("doc_id")))
          .doesNotHaveDuplicates();
    }
    assertThat(output.resolve("_work")).doesNotExist();
  }

  private static Object[] arguments(Path output, Object... options) {
    List<Object> words = new ArrayList<>(List.of("--model", model, "--data", data));
    words.addAll(List.of("--output", output, "--kernels", "plain", "--threads", 1));
    String mixed = EvaluateInvarianceTest.TASKS + "," + String.join(",", MixedTasks.NAMES);
    words.addAll(List.of("--tasks", mixed, "--include_path", tasks));
    words.addAll(List.of("--conf", "spark.assay.chunkTokens=3000"));
    words.addAll(Arrays.asList(options));
    return words.toArray();
  }

  /** The command in a process of its own. */
  private static Process driver(Path output) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(ProcessHandle.current().info().command().orElseThrow());
    command.add("@" + Path.of(System.getProperty("assay.conf"), "java-options"));
    command.addAll(List.of("-Xmx1g", "-cp", System.getProperty("java.class.path")));
    command.addAll(List.of(Assay.class.getName(), "evaluate"));
    command.addAll(List.of("--conf", "spark.ui.enabled=false"));
    for (Object argument : arguments(output, "--master", "local[1]")) {
      command.add(argument.toString());
    }
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(folder.resolve("driver.log").toFile())
        .start();
  }

  private static Path work(Path output) {
    try (Stream<Path> runs = Files.list(output.resolve("_work"))) {
      return runs.findFirst().orElse(output);
    } catch (IOException e) {
      return output;
    }
  }

  private static List<Path> committed(Path output) {
    try (Stream<Path> chunks = Files.list(work(output))) {
      return chunks.filter(c -> c.getFileName().toString().matches("chunk-\\d+\\.json")).toList();
    } catch (IOException e) {
      return List.of();
    }
  }

  private interface Condition {
    boolean holds();
  }

  private static void waitFor(Condition condition) {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    while (!condition.holds()) {
      assertThat(System.nanoTime()).as("waited too long").isLessThan(end);
      try {
        Thread.sleep(20);
      } catch (InterruptedException e) {
        throw new AssertionError(e);
      }
    }
  }
}
