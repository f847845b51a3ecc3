package dev.assay.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import dev.assay.core.testing.SyntheticCheckpoint;
import dev.assay.spark.testing.SampleBenchmarks;
import dev.assay.spark.testing.StoredTables;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Random models over benchmarks without sense: the page says what the tables say. */
class ReportCommandTest {
  private static final int ITEMS = 24;

  @TempDir private static Path folder;
  private static Path output;
  private static String griffin;
  private static String transformer;

  @BeforeAll
  static void evaluate() {
    output = folder.resolve("output");
    SyntheticCheckpoint.recurrentGemma(folder.resolve("griffin"), 3);
    SyntheticCheckpoint.gemma(folder.resolve("transformer"), 4);
    SampleBenchmarks.write(folder.resolve("data"), ITEMS);
    griffin = evaluate("griffin", "mmlu_virology@1,mmlu_anatomy@1,piqa", "--write_prompts");
    transformer = evaluate("transformer", "piqa,hellaswag");
  }

  private static String evaluate(String model, String tasks, Object... more) {
    List<Object> words = new ArrayList<>(List.of("--model", folder.resolve(model)));
    words.addAll(List.of("--tasks", tasks, "--data", folder.resolve("data")));
    words.addAll(List.of("--output", output, "--master", "local[2]"));
    words.addAll(Arrays.asList(more));
    return CommandRun.evaluate(words.toArray()).runId();
  }

  private static CommandRun report(Object... arguments) {
    List<Object> words = new ArrayList<>(List.of("report", "--master", "local[1]"));
    words.addAll(List.of("--output", output));
    words.addAll(Arrays.asList(arguments));
    return CommandRun.of(words.toArray());
  }

  private static JsonNode json(Path file) throws IOException {
    JsonNode json = new ObjectMapper().readTree(file.toFile());
    assertThat(
            JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                .getSchema(Files.readString(Path.of("..", "docs", "run-report.schema.json")))
                .validate(json))
        .isEmpty();
    return json;
  }

  @Test
  void everyFigureOfARunIsThatOfItsTables() throws IOException {
    Path page = folder.resolve("one.html");
    Path file = folder.resolve("one.json");
    CommandRun run = report(griffin, "--html", page, "--json", file, "--items", 1000);
    assertThat(run.exitCode()).as(run.err()).isZero();
    JsonNode json = json(file);
    try (StoredTables tables = new StoredTables(output)) {
      List<Row> summary = tables.rows("summary", griffin);
      assertThat(json.get("scores")).hasSameSizeAs(summary);
      for (Row row : summary) {
        JsonNode value = score(json, row.getAs("task"), row.getAs("metric")).at("/values/0");
        assertThat(value.get("value").doubleValue()).isEqualTo(row.<Double>getAs("value"));
        assertThat(value.get("stderr").doubleValue()).isEqualTo(row.<Double>getAs("stderr"));
        assertThat(value.get("n").longValue()).isEqualTo(row.<Long>getAs("n"));
        assertThat(Files.readString(page))
            .contains(String.format(Locale.ROOT, ">%.1f<br>[", 100 * row.<Double>getAs("value")));
      }
      JsonNode facts = json.at("/runs/0/facts");
      Row stored = tables.rows("runs", griffin).get(0);
      for (String column : List.of("run_id", "model", "family", "kernels", "java_version")) {
        assertThat(facts.get(column).textValue()).isEqualTo(stored.getAs(column));
      }
      assertThat(facts.get("tokens_computed").longValue())
          .isEqualTo(stored.<Long>getAs("tokens_computed"));
      assertThat(facts.get("seconds").doubleValue()).isEqualTo(stored.<Double>getAs("seconds"));
      List<Row> items = tables.rows("items", griffin);
      int listed = 0;
      for (JsonNode list : json.get("items")) {
        for (JsonNode item : list.get("items")) {
          Row row =
              items.stream()
                  .filter(one -> one.getAs("task").equals(item.get("task").textValue()))
                  .filter(one -> one.<Integer>getAs("doc_id") == item.get("doc_id").intValue())
                  .findFirst()
                  .orElseThrow();
          assertThat(item.get("picked").intValue()).isEqualTo(row.<Integer>getAs("picked"));
          String reason = list.get("reason").textValue();
          if (reason.startsWith("wrong") || reason.startsWith("right")) {
            assertThat(row.<Boolean>getAs("correct")).isEqualTo(reason.startsWith("right"));
          }
          listed++;
        }
      }
      assertThat(listed).isPositive();
    }
    assertThat(Files.readString(page)).doesNotContain("http:", "https:", "<link");
  }

  private static JsonNode score(JsonNode json, String task, String metric) {
    for (JsonNode score : json.get("scores")) {
      if (score.get("task").textValue().equals(task)
          && score.get("metric").textValue().equals(metric)) {
        return score;
      }
    }
    throw new AssertionError("no " + metric + " of " + task);
  }

  @Test
  void runsStandSideBySideWithTheDifferenceOnWhatTheyShare() throws IOException {
    Path file = folder.resolve("two.json");
    Path page = folder.resolve("two.html");
    CommandRun run =
        report(
            griffin, "--baseline", transformer, "--json", file, "--html", page, "--show_prompts");
    assertThat(run.exitCode()).as(run.err()).isZero();
    Path compared = folder.resolve("compared.json");
    Path comparedPage = folder.resolve("compared.html");
    CommandRun compare =
        CommandRun.of(
            "compare",
            griffin,
            transformer,
            "--output",
            output,
            "--master",
            "local[1]",
            "--json",
            compared,
            "--html",
            comparedPage);
    assertThat(compare.exitCode()).as(compare.err()).isZero();
    JsonNode json = json(file);
    JsonNode piqa = score(json, "piqa", "acc");
    JsonNode other =
        new ObjectMapper().readTree(compared.toFile()).at("/comparisons/0/tasks/0/metrics/0");
    assertThat(piqa.at("/differences/0/difference")).isEqualTo(other.get("difference"));
    assertThat(piqa.at("/differences/0/p")).isEqualTo(other.get("p_value"));
    assertThat(piqa.at("/differences/0/wins")).isEqualTo(other.get("wins"));
    assertThat(piqa.at("/differences/1").isNull()).isTrue();
    assertThat(score(json, "hellaswag", "acc").at("/values/0").isNull()).isTrue();
    assertThat(Files.readString(page))
        .contains("<title>griffin, transformer</title>", "<div class=\"quoted\"")
        .contains("transformer: prompts; the run was evaluated without --write_prompts.");
    assertThat(Files.readString(comparedPage))
        .contains("<title>griffin against transformer</title>", "<h2>Picks</h2>")
        .contains("in transformer and not in griffin: hellaswag");
  }

  @Test
  void whatCannotBeIsRefused() {
    Path page = folder.resolve("never.html");
    assertThat(report(griffin).err()).contains("neither --html nor --json is given");
    assertThat(report(griffin).exitCode()).isEqualTo(2);
    assertThat(report(griffin, griffin, "--html", page).err()).contains("a run is given twice");
    assertThat(report(griffin, "--html", page, "--items", -1).exitCode()).isEqualTo(2);
    assertThat(report("r0", "--html", page).err()).contains("there is no complete run 'r0'");
    assertThat(report(griffin, "--html", folder).exitCode()).isEqualTo(6);
    assertThat(page).doesNotExist();
  }
}
