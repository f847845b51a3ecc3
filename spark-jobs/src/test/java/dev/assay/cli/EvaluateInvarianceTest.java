package dev.assay.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.core.testing.SyntheticCheckpoint;
import dev.assay.spark.testing.SampleBenchmarks;
import dev.assay.spark.testing.StoredTables;
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
  static final long MODEL_SEED = 11;
  static final int ITEMS = 40;
  static final String TASKS = "mmlu_anatomy,mmlu_virology,hellaswag,piqa";
  static final String DIGEST = "0bc5c5582bbd928834918610e2e53eb61846f8447d1a4c3b01ee89f98e1169d9";

  @TempDir static Path folder;
  private static Path model;
  private static Path data;
  private static String firstId;

  @BeforeAll
  static void write() {
    model = SyntheticCheckpoint.recurrentGemma(folder.resolve("model"), MODEL_SEED);
    data = SampleBenchmarks.write(folder.resolve("data"), ITEMS);
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
            "spark.assay.chunkTokens=700"));
  }

  @ParameterizedTest
  @MethodSource("ways")
  void everyWayGivesTheSameBits(List<Object> way, @TempDir Path output) {
    CommandRun run = evaluate(output, way.toArray());
    firstId = firstId == null ? run.runId() : firstId;
    assertThat(run.runId()).isEqualTo(firstId);
    try (StoredTables tables = new StoredTables(output)) {
      assertThat(tables.table("samples").count()).isEqualTo(4 * (2 * ITEMS + ITEMS) + 2 * ITEMS);
      assertThat(tables.samplesDigest(run.runId())).isEqualTo(DIGEST);
    }
  }

  /** Of few documents; the ways above have one id, too. */
  @Test
  void theRunsIdIsOfItsContentAlone(@TempDir Path output) {
    String id = evaluate(output, "--limit", 3, "--partitions", 3).runId();
    CommandRun again = evaluate(output, "--limit", 3, "--kernels", "plain", "--threads", 1);
    assertThat(again.out()).contains("run " + id + " was complete before: nothing was computed");
    assertThat(evaluate(output, "--limit", 2).runId()).isNotEqualTo(id);
  }

  private static CommandRun evaluate(Path output, Object... options) {
    List<Object> words = new ArrayList<>(List.of("--tasks", TASKS));
    words.addAll(List.of("--model", model, "--data", data, "--output", output));
    words.addAll(Arrays.asList(options));
    return CommandRun.evaluate(words.toArray());
  }
}
