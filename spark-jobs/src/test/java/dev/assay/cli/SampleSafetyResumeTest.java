package dev.assay.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.spark.testing.FaultPlan;
import dev.assay.spark.testing.FaultPlan.Fault;
import dev.assay.spark.testing.FaultyFileSystem;
import dev.assay.spark.testing.StoredTables;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Texts that the sample models generate, greedily and by lot, are the same where the driver died in
 * the middle and the same command was given again.
 */
class SampleSafetyResumeTest {
  private static final Path SAMPLE = Path.of("..", "datasets", "sample");
  private static final String HOST = "assay.lock.host";
  private static final long PATIENCE_MILLIS = 300;
  private static final Duration WAIT = Duration.ofSeconds(60);

  @TempDir private static Path folder;

  @BeforeAll
  static void hurry() {
    System.setProperty("assay.lock.beatMillis", "50");
    System.setProperty("assay.lock.patienceMillis", String.valueOf(PATIENCE_MILLIS));
  }

  @AfterAll
  static void takeTime() {
    System.clearProperty("assay.lock.beatMillis");
    System.clearProperty("assay.lock.patienceMillis");
    System.clearProperty(HOST);
  }

  @ParameterizedTest
  @ValueSource(strings = {"recurrentgemma-tiny", "gemma-tiny"})
  void generatedTextsAreTheSameAfterADeath(String model) throws Exception {
    FaultPlan none = FaultPlan.none();
    Path whole = folder.resolve("whole-" + model);
    CommandRun undisturbed = safety(model, none, whole);
    assertThat(undisturbed.exitCode()).as(undisturbed.err()).isZero();

    Path killed = folder.resolve("killed-" + model);
    System.setProperty(HOST, "first");
    FaultPlan death = FaultPlan.at(Fault.DEATH, none.operations() / 2);
    CommandRun first = safety(model, death, killed);
    assertThat(first.exitCode()).as(first.out()).isEqualTo(6);
    assertThat(death.happened()).isTrue();
    assertThat(committed(killed)).as(death.where()).isNotEmpty();
    assertThat(killed.resolve("summary")).doesNotExist();

    // The dead one's lock is of a host that cannot be asked.
    System.setProperty(HOST, "second");
    CommandRun second = patiently(model, killed);
    assertThat(second.exitCode()).as(second.err()).isZero();
    assertThat(tableOf(second)).isEqualTo(tableOf(undisturbed)).contains("over_refusal");
    try (StoredTables one = new StoredTables(whole);
        StoredTables other = new StoredTables(killed)) {
      assertThat(other.content()).isEqualTo(one.content());
      assertThat(one.table("samples").where("text is not null").count()).isEqualTo(24 + 24 * 4);
    }
    assertThat(killed.resolve("_work")).doesNotExist();
  }

  private static CommandRun safety(String model, FaultPlan plan, Path output) {
    return CommandRun.of(
        "safety",
        "--model",
        SAMPLE.resolve("models").resolve(model),
        "--data",
        SAMPLE.resolve("benchmarks"),
        "--output",
        plan.path(output.toAbsolutePath()),
        "--sets",
        "sample-xstest,sample-realtoxicityprompts",
        "--limit",
        24,
        "--master",
        "local[2]",
        "--conf",
        "spark.ui.enabled=false",
        "--conf",
        "spark.assay.chunkTokens=300",
        "--conf",
        FaultyFileSystem.KEY + "=" + FaultyFileSystem.class.getName());
  }

  private static CommandRun patiently(String model, Path output) throws InterruptedException {
    long end = System.nanoTime() + WAIT.toNanos();
    while (true) {
      CommandRun run = safety(model, FaultPlan.none(), output);
      if (!run.err().contains("another driver works at this run")) {
        return run;
      }
      assertThat(System.nanoTime()).as(run.err()).isLessThan(end);
      Thread.sleep(PATIENCE_MILLIS);
    }
  }

  /** What the report says of every set. */
  private static String tableOf(CommandRun run) {
    return run.out()
        .substring(run.out().indexOf("## Every set"), run.out().indexOf("## Who scored"));
  }

  private static List<Path> committed(Path output) throws IOException {
    try (Stream<Path> files = Files.walk(output.resolve("_work"))) {
      return files
          .filter(file -> file.getFileName().toString().matches("chunk-\\d+\\.json"))
          .toList();
    }
  }
}
