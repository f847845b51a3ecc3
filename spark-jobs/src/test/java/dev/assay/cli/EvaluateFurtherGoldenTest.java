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
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The academic tasks that the reference harness evaluated beside MMLU, HellaSwag and PIQA, through
 * {@code assay evaluate}: log-likelihoods within 1e-3 + 1e-5·|ll|, greedy flags, metrics of items,
 * means and standard errors. What is only here as validation is evaluated on it.
 */
class EvaluateFurtherGoldenTest {
  private static final double EXACT = 1e-12;
  private static final int FIRST = 100;
  private static final Set<String> TASKS =
      Set.of(
          "arc_easy",
          "arc_challenge",
          "openbookqa",
          "winogrande",
          "social_iqa",
          "commonsense_qa",
          "boolq");

  private final ObjectMapper json = new ObjectMapper();

  @Test
  void everyItemIsAsTheHarnessScoredIt(@TempDir Path folder) throws IOException {
    List<JsonNode> goldens = goldens();
    Path data = data(folder.resolve("data"), goldens);
    String splits = "arc_easy=validation,arc_challenge=validation,openbookqa=validation";
    String alone = run(folder, data, String.join(",", TASKS), "--split", splits);
    assertThat(compare(folder, alone, goldens, false)).isEqualTo(420);
    String examples = run(folder, data, "commonsense_qa@7");
    assertThat(compare(folder, examples, goldens, true)).isEqualTo(60);
  }

  private static String run(Path folder, Path data, String tasks, String... more)
      throws IOException {
    Path model = folder.resolve("gemma-wide");
    Files.createDirectories(model);
    for (String file : List.of("config.json", "model.safetensors", "tokenizer_config.json")) {
      if (!Files.exists(model.resolve(file))) {
        Files.copy(SharedFolder.path("goldens/wide/gemma-wide/" + file), model.resolve(file));
      }
    }
    if (!Files.exists(model.resolve("tokenizer.json"))) {
      Files.copy(
          SharedFolder.path("tokenizers/gemma/tokenizer.json"), model.resolve("tokenizer.json"));
    }
    List<Object> arguments =
        new ArrayList<>(List.of("--model", model, "--tasks", tasks, "--data", data, "--output"));
    arguments.add(folder.resolve("output"));
    arguments.addAll(List.of("--truncation", "harness", "--max_length", 8192, "--threads", 2));
    arguments.addAll(List.of(more));
    return CommandRun.evaluate(arguments.toArray()).runId();
  }

  /** The rows that the goldens are of, and CommonsenseQA's first hundred as its train split. */
  private static Path data(Path folder, List<JsonNode> goldens) throws IOException {
    Map<String, Long> rows =
        goldens.stream()
            .filter(golden -> golden.has("row"))
            .collect(
                Collectors.groupingBy(
                    golden -> golden.get("file").textValue(),
                    Collectors.mapping(
                        golden -> golden.get("row").intValue(),
                        Collectors.collectingAndThen(
                            Collectors.toSet(), set -> (long) set.size()))));
    Files.createDirectories(folder);
    for (Map.Entry<String, Long> file : rows.entrySet()) {
      Path whole = SharedFolder.path("data/" + file.getKey());
      List<String> lines = Files.readAllLines(whole);
      int last = FIRST + file.getValue().intValue();
      String name = whole.getFileName().toString();
      Files.write(folder.resolve(name), lines.subList(FIRST, last));
      if (name.contains("commonsense_qa")) {
        Files.write(folder.resolve(name.replace("validation", "train")), lines.subList(0, FIRST));
      }
    }
    return folder;
  }

  /** How many items were compared. */
  private static int compare(Path folder, String runId, List<JsonNode> goldens, boolean examples)
      throws IOException {
    Map<String, JsonNode> items = new HashMap<>();
    Map<String, JsonNode> results = new HashMap<>();
    for (JsonNode golden : goldens) {
      String task = golden.get("task").textValue();
      boolean has =
          golden.path("shots").asInt() > 0
              || golden.path("context").asText().contains("\n\nQuestion: ");
      if (has == examples && golden.has("results")) {
        results.put(task, golden.get("results"));
      } else if (has == examples) {
        items.put(task + " " + golden.get("doc_id").intValue(), golden);
      }
    }
    try (StoredTables tables = new StoredTables(folder.resolve("output"))) {
      compareItems(tables, runId, items);
      compareSummary(tables, runId, results);
    }
    return items.size();
  }

  private static void compareItems(
      StoredTables tables, String runId, Map<String, JsonNode> goldens) {
    Map<String, List<Row>> samples = new HashMap<>();
    for (Row row : tables.rows("samples", runId, "task", "doc_id", "choice")) {
      samples.computeIfAbsent(key(row), k -> new ArrayList<>()).add(row);
    }
    assertThat(samples.keySet()).isEqualTo(goldens.keySet());
    goldens.forEach(
        (key, golden) -> {
          List<Row> choices = samples.get(key);
          assertThat(choices).as(key).hasSize(golden.get("resps").size());
          for (int c = 0; c < choices.size(); c++) {
            double wanted = golden.get("resps").get(c).get(0).doubleValue();
            assertThat(choices.get(c).<Double>getAs("log_likelihood"))
                .as(key + " choice " + c)
                .isCloseTo(wanted, within(1e-3 + 1e-5 * Math.abs(wanted)));
            assertThat(choices.get(c).<Boolean>getAs("greedy"))
                .as(key + " choice " + c)
                .isEqualTo(golden.get("resps").get(c).get(1).booleanValue());
          }
        });
    for (Row row : tables.rows("scores", runId)) {
      assertThat(row.<Double>getAs("value"))
          .as(row.toString())
          .isEqualTo(goldens.get(key(row)).get(row.<String>getAs("metric")).doubleValue());
    }
  }

  private static void compareSummary(
      StoredTables tables, String runId, Map<String, JsonNode> results) {
    List<Row> rows = tables.rows("summary", runId);
    assertThat(rows).hasSizeGreaterThanOrEqualTo(results.size());
    for (Row row : rows) {
      JsonNode golden = results.get(row.<String>getAs("task"));
      String metric = row.getAs("metric");
      assertThat(row.<Double>getAs("value"))
          .as(row.toString())
          .isCloseTo(golden.get(metric + ",none").doubleValue(), within(EXACT));
      assertThat(row.<Double>getAs("stderr"))
          .as(row.toString())
          .isCloseTo(golden.get(metric + "_stderr,none").doubleValue(), within(EXACT));
    }
  }

  private static String key(Row row) {
    return row.<String>getAs("task") + " " + row.<Integer>getAs("doc_id");
  }

  private List<JsonNode> goldens() throws IOException {
    List<JsonNode> goldens = new ArrayList<>();
    Path file = SharedFolder.path("goldens/lm-eval-further/gemma-wide.further.jsonl.gz");
    try (BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        JsonNode golden = json.readTree(line);
        if (TASKS.contains(golden.get("task").textValue())) {
          goldens.add(golden);
        }
      }
    }
    return goldens;
  }
}
