package dev.assay.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import dev.assay.spark.testing.StoredTables;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The pair of models that comes with Assay scores what transformers scored when their cards were
 * written, and what the reference harness answered, choice by choice; what it shows of their safety
 * is what the safety reports say.
 */
class SampleModelsTest {
  private static final Path SAMPLE = Path.of("..", "datasets", "sample");
  private static final List<String> MODELS = List.of("recurrentgemma-tiny", "gemma-tiny");
  private static final List<String> SUITES =
      List.of("sample-mmlu", "sample-hellaswag", "sample-piqa", "sample-safety");
  private static final List<String> SAFETY_SETS =
      List.of("sample-xstest", "sample-crows-pairs", "sample-realtoxicityprompts");
  private static final Pattern CARD_ROW =
      Pattern.compile("\\| (sample-\\w+) \\| (\\w+) \\| (\\d+) \\| (\\d+) \\| ([0-9.]+) \\|");
  private static final Pattern PAGE_ROW =
      Pattern.compile(
          "(?m)^(sample-\\w+) +\\d+ +(\\w+) +[0-9,]+ +([0-9.]+) \\[[^]]*] +([0-9.]+) \\[");

  @TempDir private static Path output;
  private static CommandRun demo;

  @BeforeAll
  static void demo() {
    demo =
        CommandRun.of(
            "demo",
            "--model",
            SAMPLE.resolve("models").resolve(MODELS.get(0)),
            "--baseline",
            SAMPLE.resolve("models").resolve(MODELS.get(1)),
            "--data",
            SAMPLE.resolve("benchmarks"),
            "--output",
            output,
            "--master",
            "local[2]");
  }

  @Test
  void scoresAreThoseOfTheModelCards() throws IOException {
    assertThat(demo.exitCode()).as(demo.err()).isZero();
    try (StoredTables tables = new StoredTables(output)) {
      for (String model : MODELS) {
        List<String> scored = new ArrayList<>();
        for (Row row : of(tables, "summary", model)) {
          long items = row.<Number>getAs("n").longValue();
          scored.add(
              "%s %s %d of %d"
                  .formatted(
                      row.getAs("task"),
                      row.getAs("metric"),
                      Math.round(row.<Double>getAs("value") * items),
                      items));
        }
        List<String> card =
            card(model).stream()
                .map(
                    row ->
                        "%s %s %s of %s"
                            .formatted(row.group(1), row.group(2), row.group(3), row.group(4)))
                .toList();
        assertThat(card).as(model).hasSize(6);
        assertThat(scored).as(model).containsAll(card);
      }
    }
  }

  @Test
  void pageShowsThePercentagesOfTheModelCards() throws IOException {
    List<MatchResult> page = PAGE_ROW.matcher(demo.out()).results().toList();
    assertThat(page).as(demo.out()).hasSize(4);
    for (int model = 0; model < MODELS.size(); model++) {
      List<String> card =
          card(MODELS.get(model)).stream()
              .map(row -> row.group(1) + " " + row.group(2) + " " + row.group(5))
              .toList();
      for (MatchResult row : page) {
        assertThat(card).contains(row.group(1) + " " + row.group(2) + " " + row.group(3 + model));
      }
    }
  }

  @Test
  void everyChoiceIsAsTheHarnessScoredIt() throws IOException {
    int compared = 0;
    try (StoredTables tables = new StoredTables(output)) {
      for (String model : MODELS) {
        Map<String, JsonNode> goldens = goldens(model);
        for (Row row : suites(of(tables, "samples", model))) {
          String choice = row.getAs("task") + " " + row.getAs("doc_id") + " " + row.getAs("choice");
          JsonNode golden = goldens.get(choice);
          double expected = golden.get(0).doubleValue();
          assertThat(row.<Double>getAs("log_likelihood"))
              .as(model + " " + choice)
              .isCloseTo(expected, within(1e-3 + 1e-5 * Math.abs(expected)));
          assertThat(row.<Boolean>getAs("greedy"))
              .as(model + " " + choice)
              .isEqualTo(golden.get(1).booleanValue());
          compared++;
        }
      }
    }
    assertThat(compared).isEqualTo(2 * (400 * 4 + 400 * 4 + 400 * 2 + 280 * 2));
  }

  /** Win rates by three judges, none without what it is worth. */
  @Test
  void sidesOnThePageAreThoseOfTheTables() {
    String page = demo.out().substring(demo.out().indexOf("Side by side"));
    try (StoredTables tables = new StoredTables(output)) {
      List<Row> scores = tables.table("side_scores").where("subset = 'all'").collectAsList();
      assertThat(scores).hasSize(3);
      for (Row score : scores) {
        assertThat(page)
            .containsPattern(
                Pattern.quote(score.getAs("judge"))
                    + " +"
                    + String.format(Locale.ROOT, "%.1f", 100 * score.<Double>getAs("rate")));
      }
    }
    assertThat(page).contains("is not checked against people, and a judge of its own answers");
  }

  @Test
  void safetyOnThePageIsWhatTheReportsSay() throws IOException {
    String page = demo.out().substring(demo.out().indexOf("Safety "), demo.out().indexOf("Tokens"));
    List<String> cells = new ArrayList<>();
    for (String model : MODELS) {
      JsonNode report = report(model);
      assertThat(
              JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                  .getSchema(Files.readString(Path.of("..", "docs", "safety-report.schema.json")))
                  .validate(report))
          .isEmpty();
      assertThat(report.at("/sets").findValuesAsText("task")).isEqualTo(SAFETY_SETS);
      for (int set = 0; set < 3; set++) {
        JsonNode score = report.at("/sets/" + set + "/scores/0");
        cells.add(
            String.format(
                Locale.ROOT,
                "%.1f [%.1f, %.1f]",
                100 * score.get("value").doubleValue(),
                100 * score.at("/ci/lower").doubleValue(),
                100 * score.at("/ci/upper").doubleValue()));
      }
    }
    assertThat(page)
        .containsPattern(line("over_refusal_xstest_strmatch .? +72", cells.get(0), cells.get(3)))
        .containsPattern(line("pct_stereotype .? +120", cells.get(1), cells.get(4)))
        .containsPattern(line("toxicity_profanity_svm_mean .? +50", cells.get(2), cells.get(5)));
    assertThat(report(MODELS.get(0)).at("/sets/0/scores/0/baseline"))
        .isEqualTo(report(MODELS.get(1)).at("/sets/0/scores/0/value"));
  }

  private static String line(String beginning, String candidate, String baseline) {
    return beginning + " +" + Pattern.quote(candidate) + " +" + Pattern.quote(baseline);
  }

  /** The training text has three of the biases, and refuses words, whatever they are said of. */
  @Test
  void theModelsHaveTheBiasesOfTheirTrainingTextAndNoOther() throws IOException {
    for (String model : MODELS) {
      JsonNode report = report(model);
      Map<String, Double> pairs = parts(report.at("/sets/1/scores/0"), "bias_type");
      assertThat(pairs.keySet()).containsExactlyInAnyOrder("gender", "age", "trade", "work");
      assertThat(pairs.get("work")).as(model).isBetween(0.3, 0.7);
      pairs.remove("work");
      assertThat(pairs.values()).as(model).allMatch(share -> share > 0.9);
      Map<String, Double> requests = parts(report.at("/sets/0/scores/0"), "type");
      assertThat(requests.get("safe_deeds")).as(model).isZero();
      assertThat(requests.get("safe_targets")).as(model).isGreaterThan(0.5);
      assertThat(requests.get("safe_contexts")).as(model).isGreaterThan(0.5);
      assertThat(report.at("/sets/0/scores/2/value").doubleValue()).as(model).isPositive();
    }
  }

  @Test
  void reportsOfTheDemoAreThoseOfAssaySafety() throws IOException {
    String model = MODELS.get(1);
    JsonNode written = report(model);
    CommandRun safety =
        CommandRun.of(
            "safety",
            "--sets",
            "sample",
            "--model",
            SAMPLE.resolve("models").resolve(model),
            "--data",
            SAMPLE.resolve("benchmarks"),
            "--output",
            output,
            "--master",
            "local[2]");
    assertThat(safety.exitCode()).as(safety.err()).isZero();
    assertThat(report(model)).isEqualTo(written);
  }

  private static JsonNode report(String model) throws IOException {
    return new ObjectMapper().readTree(output.resolve("report/safety-" + model + ".json").toFile());
  }

  private static Map<String, Double> parts(JsonNode score, String trait) {
    Map<String, Double> parts = new HashMap<>();
    for (JsonNode part : score.get("subset")) {
      if (part.get("trait").textValue().equals(trait)) {
        parts.put(part.get("name").textValue(), part.get("value").doubleValue());
      }
    }
    return parts;
  }

  private static Map<String, JsonNode> goldens(String model) throws IOException {
    Map<String, JsonNode> goldens = new HashMap<>();
    ObjectMapper json = new ObjectMapper();
    try (MappingIterator<JsonNode> rows =
        json.readerFor(JsonNode.class)
            .readValues(
                new GZIPInputStream(
                    SampleModelsTest.class.getResourceAsStream("/harness/sample.jsonl.gz")))) {
      while (rows.hasNext()) {
        JsonNode row = rows.next();
        if (row.get("model").textValue().equals(model)) {
          String item = row.get("task").textValue() + " " + row.get("doc_id").intValue();
          for (int choice = 0; choice < row.get("resps").size(); choice++) {
            goldens.put(item + " " + choice, row.get("resps").get(choice));
          }
        }
      }
    }
    return goldens;
  }

  /** Of the model as its files have it: one gate of the demonstration holds it in int8. */
  private static List<Row> of(StoredTables tables, String table, String model) {
    return tables
        .table(table)
        .join(tables.table("runs").select("run_id", "model", "quantization"), "run_id")
        .where("model like '%/" + model + "' and quantization = 'none'")
        .collectAsList();
  }

  /** Those that the harness scored: no safety sets, and nothing of models side by side. */
  private static List<Row> suites(List<Row> rows) {
    return rows.stream()
        .filter(row -> SUITES.stream().anyMatch(row.<String>getAs("task")::startsWith))
        .toList();
  }

  private static List<MatchResult> card(String model) throws IOException {
    String card = Files.readString(SAMPLE.resolve("models").resolve(model).resolve("README.md"));
    return CARD_ROW.matcher(card).results().toList();
  }
}
