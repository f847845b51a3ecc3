package dev.assay.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.testing.SampleBenchmarks;
import dev.assay.testing.StoredTables;
import dev.assay.testing.SyntheticCheckpoint;
import dev.assay.testing.TestCluster;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The bits of the samples table do not depend on how the work was cut and computed. The digest
 * below holds on every JDK and machine; it changes only with the numerics version.
 */
class EvaluateInvarianceTest {
  private static final String TASKS = "mmlu_anatomy,mmlu_virology,hellaswag,piqa";
  private static final String DIGEST =
      "0bc5c5582bbd928834918610e2e53eb61846f8447d1a4c3b01ee89f98e1169d9";

  @TempDir static Path folder;
  private static Path model;
  private static Path data;

  @BeforeAll
  static void write() {
    model = SyntheticCheckpoint.recurrentGemma(folder.resolve("model"), 11);
    data = SampleBenchmarks.write(folder.resolve("data"), 40);
  }

  static Stream<List<Object>> ways() {
    return Stream.of(
        List.of("--master", "local[1]", "--partitions", 1, "--kernels", "plain"),
        List.of("--master", "local[2]", "--partitions", 7, "--threads", 1),
        List.of("--master", "local[1]", "--kernels", "vector128", "--threads", 2),
        List.of(
            "--master",
            "local[2]",
            "--conf",
            "spark.assay.batchTokens=37",
            "--conf",
            "spark.assay.prefixCacheBytes=0",
            "--conf",
            "spark.assay.chunkTokens=700"),
        Arrays.asList(TestCluster.options()));
  }

  @ParameterizedTest
  @MethodSource("ways")
  void everyWayGivesTheSameBits(List<Object> way, @TempDir Path output) {
    CommandRun run = evaluate(output, way.toArray());
    try (StoredTables tables = new StoredTables(output)) {
      assertThat(tables.table("samples").count()).isEqualTo(4 * (2 * 40 + 40) + 2 * 40);
      assertThat(tables.samplesDigest(run.runId())).isEqualTo(DIGEST);
    }
  }

  @Test
  void theRunsIdIsOfItsContentAlone(@TempDir Path first, @TempDir Path second) {
    String id = evaluate(first, "--partitions", 3).runId();
    assertThat(evaluate(second, "--kernels", "plain", "--threads", 1).runId()).isEqualTo(id);
    assertThat(evaluate(first, "--limit", 5).runId()).isNotEqualTo(id);
    CommandRun again = evaluate(first, "--partitions", 3);
    assertThat(again.out()).contains("run " + id + " was complete before: nothing was computed");
  }

  private static CommandRun evaluate(Path output, Object... options) {
    List<Object> words = new ArrayList<>(List.of("--tasks", TASKS));
    words.addAll(List.of("--model", model, "--data", data, "--output", output));
    words.addAll(Arrays.asList(options));
    return CommandRun.evaluate(words.toArray());
  }
}
