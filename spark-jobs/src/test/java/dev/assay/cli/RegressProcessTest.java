package dev.assay.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.assay.core.testing.SyntheticCheckpoint;
import dev.assay.spark.testing.SampleBenchmarks;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Gates as processes of their own: killed, and two at once. */
@Timeout(300)
class RegressProcessTest {
  @TempDir private Path folder;
  private Path configuration;

  @BeforeEach
  void layOut() throws IOException {
    SyntheticCheckpoint.recurrentGemma(folder.resolve("griffin"), 3);
    SampleBenchmarks.write(folder.resolve("data"), 150);
    configuration =
        Files.writeString(
            folder.resolve("gate.yaml"),
            """
            name: nightly
            model: %1$s/griffin
            data: %1$s/data
            tasks: hellaswag,piqa
            output: %1$s/results
            history: %1$s/regress
            resamples: 200
            lines:
              - {task: hellaswag, metric: acc_norm}
              - {task: piqa, mode: identical}
            """
                .formatted(folder));
  }

  /**
   * In the evaluation, at the verdict, between history and files: no verdict, then the same one.
   */
  @Test
  void whoeverKillsAGateTheNextDecidesAlike() throws Exception {
    killWhen("chunks", () -> count(folder.resolve("results/_work")) > 0);
    killWhen("lines", () -> Files.exists(folder.resolve("regress/gate_lines")));
    killWhen("gates", () -> Files.exists(folder.resolve("regress/gates")));
    JsonNode verdict = decided("after");
    assertThat(verdict.get("status").textValue()).isEqualTo("passed");
    // The first night again, without a history that killed gates left.
    Files.move(folder.resolve("regress"), folder.resolve("regress-before"));
    assertThat(withoutTimes(decided("alone"))).isEqualTo(withoutTimes(verdict));
  }

  private void killWhen(String name, BooleanSupplier moment) throws Exception {
    Process gate = start(name);
    try {
      while (!moment.getAsBoolean() && gate.isAlive()) {
        Thread.sleep(5);
      }
    } finally {
      gate.destroyForcibly().waitFor();
    }
    // Whoever is faster than a signal has decided whole.
    if (gate.exitValue() != 0) {
      assertThat(folder.resolve(name + "/gate.json")).doesNotExist();
    }
  }

  /** A gate that nobody disturbs, in this process: it starts faster. */
  private JsonNode decided(String name) throws Exception {
    CommandRun gate =
        CommandRun.of(
            "regress",
            "run",
            configuration,
            "--reports",
            folder.resolve(name),
            "--master",
            "local[2]");
    assertThat(gate.exitCode()).as(gate.err()).isZero();
    return new ObjectMapper().readTree(folder.resolve(name + "/gate.json").toFile());
  }

  /** What is of the run and of the configuration, not of the night. */
  private static JsonNode withoutTimes(JsonNode json) {
    ObjectNode without = ((ObjectNode) json).deepCopy();
    without.remove(List.of("gate_id", "created", "seconds", "pinned", "baseline", "counts"));
    for (JsonNode line : without.get("lines")) {
      ((ObjectNode) line).retain("task", "metric", "mode", "candidate", "failed", "left_out");
    }
    return without;
  }

  /** The second finds the run's lock, and leaves; alone it finds the run. */
  @Test
  void ofTwoThatStartTheSameOneLeaves() throws Exception {
    Process first = start("first");
    try {
      while (count(folder.resolve("results/_work")) == 0 && first.isAlive()) {
        Thread.sleep(5);
      }
      Process second = start("second");
      assertThat(second.waitFor(200, TimeUnit.SECONDS)).isTrue();
      assertThat(first.waitFor(200, TimeUnit.SECONDS)).isTrue();
      assertThat(first.exitValue()).as(log("first")).isZero();
      // On a slow machine the first is done before the second asks.
      assertThat(second.exitValue()).as(log("second")).isIn(0, 6);
      if (second.exitValue() == 6) {
        assertThat(log("second")).contains("another driver works at this run");
        assertThat(folder.resolve("second/gate.json")).doesNotExist();
      }
    } finally {
      first.destroyForcibly();
    }
    assertThat(decided("third").get("status").textValue()).isEqualTo("passed");
  }

  private Process start(String name) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(ProcessHandle.current().info().command().orElseThrow());
    command.add("@" + Path.of(System.getProperty("assay.conf"), "java-options"));
    command.addAll(List.of("-Xmx1g", "-cp", System.getProperty("java.class.path")));
    command.addAll(List.of(Assay.class.getName(), "regress", "run", configuration.toString()));
    command.addAll(List.of("--reports", folder.resolve(name).toString()));
    command.addAll(List.of("--master", "local[1]", "--conf", "spark.ui.enabled=false"));
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(folder.resolve(name + ".log").toFile())
        .start();
  }

  private String log(String name) throws IOException {
    return Files.readString(folder.resolve(name + ".log"));
  }

  private static int count(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      return (int) files.filter(file -> file.getFileName().toString().equals("lock")).count();
    } catch (IOException e) {
      return 0;
    }
  }
}
