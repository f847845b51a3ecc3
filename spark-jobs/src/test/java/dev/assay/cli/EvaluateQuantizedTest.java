package dev.assay.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.core.testing.SyntheticCheckpoint;
import dev.assay.spark.testing.SampleBenchmarks;
import dev.assay.spark.testing.StoredTables;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Weights in int8: a run of its own, with the same bits however it is computed. */
class EvaluateQuantizedTest {
  @TempDir private Path folder;

  /** In one virtual machine one after the other: none may score with the replica of another. */
  @Test
  void quantizedRunsLieBesideTheOthers() {
    Path model = SyntheticCheckpoint.recurrentGemma(folder.resolve("model"), 21);
    Path output = folder.resolve("output");
    Path again = folder.resolve("again");
    String exact = evaluate(model, output, "--master", "local[1]");
    String quantized = evaluate(model, output, "--master", "local[1]", "--quantize", "int8");
    evaluate(model, again, "--master", "local[1]");
    String elsewhere =
        evaluate(
            model,
            again,
            "--master",
            "local[2]",
            "--conf",
            "spark.assay.quantize=int8",
            "--conf",
            "spark.assay.batchTokens=37",
            "--kernels",
            "plain",
            "--threads",
            1);
    assertThat(quantized).isNotEqualTo(exact);
    assertThat(elsewhere).isEqualTo(quantized);
    try (StoredTables tables = new StoredTables(output);
        StoredTables others = new StoredTables(again)) {
      assertThat(tables.samplesDigest(quantized)).isNotEqualTo(tables.samplesDigest(exact));
      assertThat(others.samplesDigest(quantized)).isEqualTo(tables.samplesDigest(quantized));
      assertThat(others.samplesDigest(exact)).isEqualTo(tables.samplesDigest(exact));
      assertRun(tables.rows("runs", exact).get(0), "none", false);
      assertRun(tables.rows("runs", quantized).get(0), "int8", true);
    }
    CommandRun rescored = CommandRun.of("rescore", output + "/" + quantized, "--master", "local");
    assertThat(rescored.exitCode()).as(rescored.err()).isZero();
  }

  private static void assertRun(Row run, String quantization, boolean inContent) {
    assertThat(run.<String>getAs("quantization")).isEqualTo(quantization);
    assertThat(run.<String>getAs("content").contains("quantization")).isEqualTo(inContent);
  }

  private String evaluate(Path model, Path output, Object... options) {
    Path data = SampleBenchmarks.write(folder.resolve("data"), 20);
    List<Object> words = new ArrayList<>(List.of("--tasks", "piqa,hellaswag"));
    words.addAll(List.of("--model", model, "--data", data, "--output", output));
    words.addAll(Arrays.asList(options));
    return CommandRun.evaluate(words.toArray()).runId();
  }
}
