package dev.assay.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.core.testing.RealModels;
import dev.assay.core.testing.SharedFolder;
import dev.assay.spark.testing.StoredTables;
import dev.assay.spark.testing.TestCluster;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Each real model has one digest of scores, whatever the batch, the threads, the vectors and the
 * processes; it is printed. {@code -Dassay.digestItems} takes more items.
 */
class RealModelsDigestTest {
  private static final int ITEMS = 8;

  @ParameterizedTest
  @ValueSource(strings = {"SmolLM2-135M-Instruct.Q4_1.gguf", "gemma-3-270m-q4_k_m.gguf"})
  void oneDigest(String file, @TempDir Path outputs) {
    Path model = RealModels.file(file);
    Path data = SharedFolder.path("data");
    int items = Integer.getInteger("assay.digestItems", ITEMS);
    List<String> digests = new ArrayList<>();
    for (List<Object> way : ways()) {
      Path output = outputs.resolve("way" + digests.size());
      List<Object> words = new ArrayList<>(List.of("--tasks", "piqa", "--limit", items));
      words.addAll(List.of("--model", model, "--data", data, "--output", output));
      words.addAll(way);
      CommandRun run = CommandRun.evaluate(words.toArray());
      try (StoredTables tables = new StoredTables(output)) {
        assertThat(tables.table("samples").count()).isEqualTo(2L * items);
        digests.add(tables.samplesDigest(run.runId()));
      }
      assertThat(digests.get(digests.size() - 1)).as("%s", way).isEqualTo(digests.get(0));
    }
    // To be held against another JDK's.
    System.out.println(file + ", " + items + " items: " + digests.get(0));
  }

  private static List<List<Object>> ways() {
    return List.of(
        way(2, "auto", 512),
        way(1, "auto", 1),
        way(3, "vector512", 512),
        way(2, "vector256", 100),
        way(2, "vector128", 37),
        way(2, "plain", 512),
        Arrays.asList(TestCluster.options()));
  }

  private static List<Object> way(int threads, String kernels, int batch) {
    return List.of(
        "--master",
        "local[1]",
        "--threads",
        threads,
        "--kernels",
        kernels,
        "--conf",
        "spark.assay.batchTokens=" + batch);
  }
}
