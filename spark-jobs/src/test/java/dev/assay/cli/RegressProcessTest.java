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
  private int nights;

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
   * Killed in the evaluation, at the verdict, between history and files, a gate leaves no verdict,
   * and the next one decides alike. Who comes while another evaluates finds its lock, and leaves.
   */
  @Test
  void gatesThatAreKilledOrMeetDecideAlike() throws Exception {
    killWhen("chunks", this::isLocked);
    Process first = start("first");
    try {
      while (!isLocked() && first.isAlive()) {
        Thread.sleep(5);
      }
      CommandRun second = gate("second");
      // On a slow machine the first is done before the second asks.
      assertThat(second.exitCode()).as(second.err()).isIn(0, 6);
      if (second.exitCode() == 6) {
        assertThat(second.err()).contains("another driver works at this run");
        assertThat(folder.resolve("second/gate.json")).doesNotExist();
      }
      assertThat(first.waitFor(200, TimeUnit.SECONDS)).isTrue();
      assertThat(first.exitValue()).as(log("first")).isZero();
    } finally {
      first.destroyForcibly();
    }
    killWhen("lines", () -> has("gate_lines"));
    killWhen("gates", () -> has("gates"));
    JsonNode verdict = decided("after");
    assertThat(verdict.get("status").textValue()).isEqualTo("passed");
    // The first night again, without a history that other gates left.
    startAnew();
    assertThat(withoutTimes(decided("alone"))).isEqualTo(withoutTimes(verdict));
  }

  private boolean isLocked() {
    return count(folder.resolve("results/_work")) > 0;
  }

  private boolean has(String table) {
    return Files.exists(folder.resolve("regress").resolve(table));
  }

  private void startAnew() throws IOException {
    if (Files.exists(folder.resolve("regress"))) {
      Files.move(folder.resolve("regress"), folder.resolve("regress-" + nights++));
    }
  }

  /** Without a history of other gates, so that the moment is the killed one's own. */
  private void killWhen(String name, BooleanSupplier moment) throws Exception {
    startAnew();
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

  /** A gate that nobody disturbs. */
  private JsonNode decided(String name) throws Exception {
    CommandRun gate = gate(name);
    assertThat(gate.exitCode()).as(gate.err()).isZero();
    return new ObjectMapper().readTree(folder.resolve(name + "/gate.json").toFile());
  }

  /** In this process: it starts faster. */
  private CommandRun gate(String name) {
    return CommandRun.of(
        "regress", "run", configuration, "--reports", folder.resolve(name), "--master", "local[2]");
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

  private Process start(String name) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(ProcessHandle.current().info().command().orElseThrow());
    command.add("@" + Path.of(System.getProperty("assay.conf"), "java-options"));
    // Of a process that is over soon: what compiles less is done before.
    command.addAll(List.of("-Xmx1g", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
    for (String key : List.of("spark.sql.codegen.wholeStage", "spark.sql.codegen.factoryMode")) {
      command.add("-D" + key + "=" + System.getProperty(key));
    }
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.addAll(List.of(Assay.class.getName(), "regress", "run", configuration.toString()));
    command.addAll(List.of("--reports", folder.resolve(name).toString()));
    command.addAll(List.of("--master", "local[1]", "--conf", "spark.ui.enabled=false"));
    command.addAll(List.of("--conf", "spark.assay.kernels=plain"));
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
