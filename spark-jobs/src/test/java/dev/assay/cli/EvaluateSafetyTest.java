package dev.assay.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
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
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Sets of choices about bias through {@code assay evaluate}, over a few rows of their authors'
 * files: log-likelihoods and values of every item that the reference harness evaluated.
 */
class EvaluateSafetyTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  private static final List<String> CATEGORIES =
      List.of(
          "Age",
          "Disability_status",
          "Nationality",
          "Physical_appearance",
          "Religion",
          "Sexual_orientation");

  private static final String TASKS =
      "bbq,bbq_3,crows_pairs,truthfulqa_2025,winogender,winobias_1,winobias_2,toxigen_statements,"
          + "bbq_"
          + String.join(",bbq_", CATEGORIES);

  private static final List<String> METRICS =
      List.of("acc", "acc_norm", "pct_stereotype", "likelihood_diff");

  @Test
  void itemsScoreAsTheHarnessScoresThem(@TempDir Path folder) throws IOException {
    Path output = folder.resolve("output");
    CommandRun run =
        CommandRun.evaluate(
            "--model",
            model(folder.resolve("gemma-wide")),
            "--tasks",
            TASKS,
            "--data",
            data(folder.resolve("data")),
            "--output",
            output,
            "--truncation",
            "harness",
            "--max_length",
            8192,
            "--threads",
            2,
            "--write_prompts");
    String runId = run.runId();
    assertThat(run.out())
        .contains("bbq_ambig (6 of 11 categories)", "bbq (6 of 11 categories)")
        .contains(
            "bbq_3: 6 of 11 categories; not here: Gender_identity, Race_ethnicity, Race_x_SES")
        .containsPattern("disamb_bias_score_SES +\\|↓ +\\|N/A")
        .doesNotContain("items failed");
    try (StoredTables tables = new StoredTables(output)) {
      compare(tables, runId);
      compareSummary(tables, runId);
    }
    CommandRun rescored =
        CommandRun.of("rescore", output + "/" + runId, "--conf", "spark.ui.enabled=false");
    assertThat(rescored.exitCode()).as(rescored.err()).isZero();
    assertThat(rescored.out()).contains("scores equal the stored ones, bit for bit");
    assertThat(rescored.out()).contains("bbq_3 (6 of 11 categories)");
    try (Stream<Path> files = Files.walk(output.resolve("harness/" + runId))) {
      Path results =
          files
              .filter(file -> file.getFileName().toString().startsWith("results_"))
              .findFirst()
              .orElseThrow();
      JsonNode gap = JSON.readTree(results.toFile()).at("/results/winobias_1");
      assertThat(gap.get("gap_ci95,none").get(0).doubleValue())
          .isLessThanOrEqualTo(gap.get("gap,none").doubleValue());
      assertThat(gap.get("alias").textValue()).isEqualTo("winobias 1_2");
    }
  }

  private static Path model(Path folder) throws IOException {
    Files.createDirectories(folder);
    for (String file : List.of("config.json", "model.safetensors", "tokenizer_config.json")) {
      Files.copy(SharedFolder.path("goldens/wide/gemma-wide/" + file), folder.resolve(file));
    }
    Files.copy(
        SharedFolder.path("tokenizers/gemma/tokenizer.json"), folder.resolve("tokenizer.json"));
    return folder;
  }

  /** The rows that the harness was asked of, in files as the authors name them. */
  private static Path data(Path folder) throws IOException {
    for (String category : CATEGORIES) {
      copy(folder, "bbq/" + category + ".jsonl", 0, 400, 420);
    }
    copy(folder, "crows-pairs/crows_pairs_anonymized.csv", 1, 100, 180);
    copy(folder, "winogender/all_sentences.tsv", 1, 0, 180);
    copy(folder, "winogender/templates.tsv", 1, 0, 120);
    copy(folder, "winogender/occupations-stats.tsv", 1, 0, 60);
    for (String whole : List.of("winobias", "toxigen")) {
      try (Stream<Path> files = Files.list(SharedFolder.path("data/safety/" + whole))) {
        for (Path file : (Iterable<Path>) files::iterator) {
          if (!file.getFileName().toString().startsWith("LICENSE")) {
            copy(
                folder, whole + "/" + file.getFileName(), 0, 0, whole.equals("winobias") ? 35 : 13);
          }
        }
      }
    }
    ArrayNode questions = JSON.createArrayNode();
    JsonNode all = JSON.readTree(SharedFolder.path("data/safety/truthfulqa/mc_task.json").toFile());
    for (int row = 100; row < 150; row++) {
      questions.add(all.get(row));
    }
    Files.createDirectories(folder.resolve("truthfulqa"));
    Files.writeString(folder.resolve("truthfulqa/mc_task.json"), questions.toString());
    return folder;
  }

  private static void copy(Path folder, String name, int heading, int from, int to)
      throws IOException {
    List<String> lines = Files.readAllLines(SharedFolder.path("data/safety/" + name));
    List<String> copied = new ArrayList<>(lines.subList(0, heading));
    copied.addAll(lines.subList(heading + from, Math.min(heading + to, lines.size())));
    Files.createDirectories(folder.resolve(name).getParent());
    Files.write(folder.resolve(name), copied);
  }

  private static void compare(StoredTables tables, String runId) throws IOException {
    Map<String, Row> items = new HashMap<>();
    Map<String, String> statements = new HashMap<>();
    for (Row item : tables.rows("items", runId)) {
      items.put(key(item), item);
      if (item.<String>getAs("task").equals("toxigen_statements")) {
        statements.put(item.getAs("prompt"), key(item));
      }
    }
    Map<String, List<Row>> samples = new HashMap<>();
    for (Row row : tables.rows("samples", runId, "task", "doc_id", "choice")) {
      samples.computeIfAbsent(key(row), k -> new ArrayList<>()).add(row);
    }
    Map<String, Double> scores = new HashMap<>();
    for (Row row : tables.rows("scores", runId)) {
      scores.put(key(row) + " " + row.getAs("metric"), row.getAs("value"));
    }
    Map<String, Integer> compared = new TreeMap<>();
    for (JsonNode golden : goldens()) {
      String key = key(golden, statements);
      assertThat(items).as(golden.toString()).containsKey(key);
      assertThat(items.get(key).<String>getAs("prompt"))
          .as(key)
          .isEqualTo(golden.get("context").textValue());
      assertThat(items.get(key).<Integer>getAs("target"))
          .isEqualTo(golden.get("target").intValue());
      JsonNode responses = golden.get("resps");
      assertThat(samples.get(key)).hasSize(responses.size());
      for (int choice = 0; choice < responses.size(); choice++) {
        double wanted = responses.get(choice).get(0).doubleValue();
        assertThat(samples.get(key).get(choice).<Double>getAs("log_likelihood"))
            .as(key + " choice " + choice)
            .isCloseTo(wanted, within(1e-3 + 1e-5 * Math.abs(wanted)));
      }
      for (String metric : METRICS) {
        if (golden.has(metric)) {
          assertThat(scores.get(key + " " + metric))
              .as(key + " " + metric)
              .isCloseTo(golden.get(metric).doubleValue(), within(5e-3));
        }
      }
      compared.merge(golden.get("task").textValue(), 1, Integer::sum);
    }
    assertThat(compared)
        .isEqualTo(
            Map.of(
                "bbq", 120,
                "crows_pairs_english", 80,
                "truthfulqa_mc1", 50,
                "truthfulqa_mc2", 50,
                "winogender_all", 60,
                "winogender_gotcha", 40,
                "winobias", 60,
                "toxigen", 60));
  }

  /** Of those sets of which we and the harness were asked the same rows. */
  private static void compareSummary(StoredTables tables, String runId) throws IOException {
    Map<String, String> harness =
        Map.of(
            "crows_pairs", "crows_pairs_english",
            "truthfulqa_mc1_2025", "truthfulqa_mc1",
            "truthfulqa_mc2_2025", "truthfulqa_mc2");
    Map<String, JsonNode> results = new HashMap<>();
    for (JsonNode line : lines()) {
      if (line.has("results")) {
        results.put(line.get("task").textValue(), line.get("results"));
      }
    }
    int compared = 0;
    for (Row row : tables.rows("summary", runId)) {
      String metric = row.getAs("metric");
      JsonNode golden = results.get(harness.getOrDefault(row.<String>getAs("task"), ""));
      if (golden != null && golden.has(metric + ",none")) {
        assertThat(row.<Double>getAs("value"))
            .as(row.toString())
            .isCloseTo(golden.get(metric + ",none").doubleValue(), within(1e-3));
        assertThat(row.<Double>getAs("stderr"))
            .as(row.toString())
            .isCloseTo(golden.get(metric + "_stderr,none").doubleValue(), within(1e-3));
        compared++;
      }
    }
    assertThat(compared).isEqualTo(4);
  }

  private static String key(Row row) {
    return row.<String>getAs("task") + " " + row.<Integer>getAs("doc_id");
  }

  /** Where the harness's item is among ours. */
  private static String key(JsonNode golden, Map<String, String> statements) {
    String file = golden.get("file").textValue();
    String name = file.substring(file.lastIndexOf('/') + 1);
    int row = golden.get("row").intValue();
    return switch (golden.get("task").textValue()) {
      case "bbq" -> "bbq_" + name.replace(".jsonl", "") + " " + (row - 400);
      case "crows_pairs_english" -> "crows_pairs " + (row - 100);
      case "truthfulqa_mc1" -> "truthfulqa_mc1_2025 " + (row - 100);
      case "truthfulqa_mc2" -> "truthfulqa_mc2_2025 " + (row - 100);
      case "winogender_all", "winogender_gotcha" -> "winogender " + row;
      // Of each line four sentences: dev's pair, then test's.
      case "winobias" ->
          "winobias_"
              + name.charAt(name.indexOf("_type") + 5)
              + " "
              + (4 * row + (name.startsWith("pro") ? 2 : 3));
      default -> statements.get(golden.get("context").textValue());
    };
  }

  private static List<JsonNode> goldens() throws IOException {
    return lines().stream().filter(row -> row.path("file").asText().startsWith("safety/")).toList();
  }

  private static List<JsonNode> lines() throws IOException {
    List<JsonNode> goldens = new ArrayList<>();
    Path file = SharedFolder.path("goldens/lm-eval-further/gemma-wide.further.jsonl.gz");
    try (BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        goldens.add(JSON.readTree(line));
      }
    }
    return goldens;
  }
}
