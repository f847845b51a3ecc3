package dev.assay.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.assay.core.testing.SharedFolder;
import dev.assay.spark.testing.StoredTables;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Every MMLU, HellaSwag and PIQA item that the reference harness evaluated, through {@code assay
 * evaluate}: prompts byte for byte, log-likelihoods within 1e-3 + 1e-5·|ll|, greedy flags, picks,
 * means and standard errors.
 */
class EvaluateGoldenTest {
  private static final double EXACT = 1e-12;

  @ParameterizedTest
  @CsvSource({
    "recurrentgemma-wide, zero-shot, 'hellaswag,piqa', 250",
    "recurrentgemma-wide, mmlu-5shot, mmlu, 2",
    "gemma-wide, zero-shot, 'hellaswag,piqa', 250",
    "gemma-wide, mmlu-5shot, mmlu, 2"
  })
  void everyItemIsAsTheHarnessScoredIt(
      String model, String set, String tasks, int limit, @TempDir Path folder) throws IOException {
    Path output = folder.resolve("output");
    CommandRun run =
        CommandRun.evaluate(
            "--model",
            model(model, folder.resolve(model)),
            "--tasks",
            tasks,
            "--limit",
            limit,
            "--data",
            SharedFolder.path("data"),
            "--output",
            output,
            "--truncation",
            "harness",
            "--max_length",
            model.startsWith("recurrent") ? 2048 : 8192,
            "--threads",
            2,
            "--write_prompts");
    String runId = run.runId();
    try (StoredTables tables = new StoredTables(output)) {
      List<String> nearTies = compareItems(tables, runId, model + "." + set);
      nearTies.forEach(tie -> System.out.println("near-tie: " + tie));
      compareSummary(tables, runId, model + "." + set);
    }
  }

  private static Path model(String name, Path folder) throws IOException {
    Files.createDirectories(folder);
    for (String file : List.of("config.json", "model.safetensors", "tokenizer_config.json")) {
      Files.copy(SharedFolder.path("goldens/wide/" + name + "/" + file), folder.resolve(file));
    }
    Files.copy(
        SharedFolder.path("tokenizers/gemma/tokenizer.json"), folder.resolve("tokenizer.json"));
    return folder;
  }

  private static List<String> compareItems(StoredTables tables, String runId, String set)
      throws IOException {
    Map<String, List<Row>> samples = new HashMap<>();
    for (Row row : tables.rows("samples", runId, "task", "doc_id", "choice")) {
      samples.computeIfAbsent(key(row), k -> new ArrayList<>()).add(row);
    }
    Map<String, Double> scores = new HashMap<>();
    for (Row row : tables.rows("scores", runId)) {
      scores.put(key(row) + " " + row.getAs("metric"), row.getAs("value"));
    }
    Map<String, JsonNode> goldens = goldens(set);
    List<String> nearTies = new ArrayList<>();
    List<Row> items = tables.rows("items", runId, "task", "doc_id");
    for (Row item : items) {
      JsonNode golden = goldens.remove(key(item));
      assertThat(golden).as(key(item)).isNotNull();
      assertThat(item.<String>getAs("error_code")).isNull();
      assertThat(item.<String>getAs("prompt")).isEqualTo(golden.get("context").textValue());
      assertThat(item.<Integer>getAs("target")).isEqualTo(golden.get("target").intValue());
      compareChoices(key(item), samples.get(key(item)), golden.get("resps"));
      for (String metric : List.of("acc", "acc_norm")) {
        if (golden.has(metric) && golden.get(metric).doubleValue() != score(scores, item, metric)) {
          assertThat(nearTie(golden.get("resps"))).as(key(item) + " " + metric).isTrue();
          nearTies.add(key(item) + " " + metric);
        }
      }
    }
    assertThat(goldens).as("items of the harness that were not evaluated").isEmpty();
    return nearTies;
  }

  private static double score(Map<String, Double> scores, Row item, String metric) {
    return scores.get(key(item) + " " + metric);
  }

  private static void compareChoices(String key, List<Row> choices, JsonNode responses) {
    assertThat(choices).as(key).hasSize(responses.size());
    for (int c = 0; c < choices.size(); c++) {
      double golden = responses.get(c).get(0).doubleValue();
      assertThat(choices.get(c).<Double>getAs("log_likelihood"))
          .as(key + " choice " + c)
          .isCloseTo(golden, within(bound(golden)));
      assertThat(choices.get(c).<Boolean>getAs("greedy"))
          .as(key + " choice " + c)
          .isEqualTo(responses.get(c).get(1).booleanValue());
    }
  }

  private static double bound(double logLikelihood) {
    return 1e-3 + 1e-5 * Math.abs(logLikelihood);
  }

  /** Two choices of the harness's are closer than the bound: either may be picked. */
  private static boolean nearTie(JsonNode responses) {
    double first = Double.NEGATIVE_INFINITY;
    double second = Double.NEGATIVE_INFINITY;
    for (JsonNode response : responses) {
      double value = response.get(0).doubleValue();
      second = Math.max(second, Math.min(first, value));
      first = Math.max(first, value);
    }
    return first - second <= 2 * bound(first);
  }

  private static void compareSummary(StoredTables tables, String runId, String set)
      throws IOException {
    JsonNode results =
        new ObjectMapper()
            .readTree(SharedFolder.path("goldens/lm-eval/results.json").toFile())
            .get(set);
    List<Row> rows = tables.rows("summary", runId);
    int compared = 0;
    for (Row row : rows) {
      JsonNode golden = results.get(row.<String>getAs("task"));
      String metric = row.getAs("metric");
      if (!golden.has(metric + ",none")) {
        continue;
      }
      compared++;
      assertThat(row.<Double>getAs("value"))
          .as(row.toString())
          .isCloseTo(golden.get(metric + ",none").doubleValue(), within(EXACT));
      assertThat(row.<Double>getAs("stderr"))
          .as(row.toString())
          .isCloseTo(golden.get(metric + "_stderr,none").doubleValue(), within(EXACT));
    }
    assertThat(compared).isEqualTo(set.contains("mmlu") ? 57 + 5 : 4);
  }

  private static String key(Row row) {
    return row.<String>getAs("task") + " " + row.<Integer>getAs("doc_id");
  }

  /** The harness's items of our tasks, by task and document. */
  private static Map<String, JsonNode> goldens(String set) throws IOException {
    Map<String, JsonNode> goldens = new HashMap<>();
    Path file = SharedFolder.path("goldens/lm-eval/" + set + ".jsonl.gz");
    try (BufferedReader reader =
            new BufferedReader(
                new InputStreamReader(
                    new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8));
        Stream<String> lines = reader.lines()) {
      for (String line : (Iterable<String>) lines::iterator) {
        JsonNode row = new ObjectMapper().readTree(line);
        String task = row.get("task").textValue();
        if (row.has("doc_id")
            && (Set.of("hellaswag", "piqa").contains(task) || task.startsWith("mmlu_"))) {
          goldens.put(task + " " + row.get("doc_id").intValue(), row);
        }
      }
    }
    return goldens;
  }
}
