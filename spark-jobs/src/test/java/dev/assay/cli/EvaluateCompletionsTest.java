package dev.assay.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.assay.core.testing.SyntheticCheckpoint;
import dev.assay.spark.internal.tables.Table;
import dev.assay.spark.testing.SampleBenchmarks;
import dev.assay.spark.testing.StoredTables;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.functions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tasks whose answers are generated, beside one whose answers are chosen. */
class EvaluateCompletionsTest {
  @TempDir private static Path folder;
  private static Path output;
  private static Path griffin;
  private static CommandRun run;
  private static String chosen;
  private static String generated;

  @BeforeAll
  static void evaluateBothKinds() throws IOException {
    output = folder.resolve("output");
    griffin = SyntheticCheckpoint.recurrentGemma(folder.resolve("griffin"), 37);
    Path data = SampleBenchmarks.write(folder.resolve("data"), 9);
    Path questions = Files.createDirectories(data.resolve("gsm8k"));
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < 9; i++) {
      lines.add(
          "{\"question\": \"%d stones and %d?\", \"answer\": \"So many.\\n#### %d\"}"
              .formatted(i, i, 2 * i));
    }
    Files.write(questions.resolve("train.jsonl"), lines);
    lines.set(3, "{\"question\": \"nobody knows\"}");
    Files.write(questions.resolve("test.jsonl"), lines);
    run = evaluate(griffin, "gsm8k@2,piqa");
    List<String> runs =
        run.out()
            .lines()
            .filter(line -> line.startsWith("run "))
            .map(s -> s.split(" ")[1])
            .toList();
    assertThat(runs).as(run.out() + run.err()).hasSize(2);
    chosen = runs.get(0);
    generated = runs.get(1);
  }

  @Test
  void bothKindsAreScored() {
    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(run.out())
        .contains("|piqa ", "|gsm8k|", "flexible-extract", "strict-match", "6 items, 1 of them");
    assertThat(chosen).startsWith("r");
    assertThat(generated).startsWith("c");
  }

  @Test
  void completionsAreATable() {
    try (StoredTables tables = new StoredTables(output)) {
      assertThat(tables.table("completions").columns())
          .containsExactlyInAnyOrder(
              Table.COMPLETIONS.columns().stream().map(Table.Column::name).toArray(String[]::new));
      for (Table.Column column : Table.COMPLETIONS.columns()) {
        assertThat(tables.table("completions").schema().apply(column.name()).dataType())
            .isEqualTo(column.type());
      }
      List<Row> rows = tables.rows("completions", generated, "doc_id");
      assertThat(rows).hasSize(6);
      assertThat(rows.get(0).<String>getAs("prompt"))
          .startsWith("Question: ")
          .endsWith("Question: 0 stones and 0?\nAnswer:");
      assertThat(rows.get(0).<String>getAs("reference")).contains("#### 0");
      assertThat(rows.get(0).<Row>getAs("generation").<Integer>getAs("completion_tokens"))
          .isPositive();
    }
  }

  @Test
  void whatFollowsFromThemIsInTheTablesOfAllRuns() {
    try (StoredTables tables = new StoredTables(output)) {
      Row one = tables.rows("runs", generated).get(0);
      assertThat(one.<Long>getAs("n_items")).isEqualTo(6);
      assertThat(one.<Long>getAs("n_failed")).isEqualTo(1);
      assertThat(tables.rows("runs", chosen)).hasSize(1);
      List<Row> items = tables.rows("items", generated, "doc_id");
      assertThat(items).hasSize(6);
      assertThat(items.get(3).<String>getAs("error_code")).isEqualTo("missing_field");
      assertThat(items.get(3).<String>getAs("error_message")).contains("answer");
      assertThat(items.get(0).<String>getAs("context_hash")).hasSize(64);
      assertThat(items.get(0).<Integer>getAs("context_tokens")).isPositive();
      assertThat(tables.rows("scores", generated)).hasSize(5 * 2);
      List<Row> summary = tables.rows("summary", generated, "filter");
      assertThat(summary)
          .extracting(row -> row.<String>getAs("filter"))
          .containsExactly("flexible-extract", "strict-match");
      assertThat(summary.get(0).<Long>getAs("n")).isEqualTo(5);
      assertThat(summary.get(0).<Integer>getAs("n_shot")).isEqualTo(2);
    }
  }

  @Test
  void theHarnessesFilesAreWritten() throws IOException {
    JsonNode results = new ObjectMapper().readTree(harnessFile("results_").toFile());
    assertThat(results.at("/results/gsm8k").has("exact_match,strict-match")).isTrue();
    assertThat(results.at("/n-samples/gsm8k/effective").intValue()).isEqualTo(5);
    assertThat(results.at("/configs/gsm8k/generation_kwargs/until").size()).isEqualTo(3);
    List<String> lines = Files.readAllLines(harnessFile("samples_gsm8k_"));
    assertThat(lines).hasSize(2 * 5);
    JsonNode line = new ObjectMapper().readTree(lines.get(0));
    assertThat(line.at("/arguments/gen_args_0/arg_0").textValue()).startsWith("Question: ");
    assertThat(line.at("/arguments/gen_args_0/arg_1/until").size()).isEqualTo(3);
    assertThat(line.at("/filter").textValue()).isEqualTo("strict-match");
    assertThat(line.at("/target").textValue()).isEqualTo("So many.\n#### 0");
    assertThat(line.at("/exact_match").isDouble()).isTrue();
    try (StoredTables tables = new StoredTables(output)) {
      Row stored = tables.rows("completions", generated, "doc_id").get(0);
      assertThat(line.at("/resps/0/0").textValue())
          .isEqualTo(stored.<Row>getAs("generation").getAs("text"));
    }
  }

  private static Path harnessFile(String prefix) throws IOException {
    try (Stream<Path> files = Files.list(output.resolve("harness").resolve(generated))) {
      return files
          .filter(file -> file.getFileName().toString().startsWith(prefix))
          .findFirst()
          .orElseThrow();
    }
  }

  @Test
  void theSameAgainComputesNothing() {
    CommandRun again = evaluate(griffin, "piqa,gsm8k@2");
    assertThat(again.out())
        .contains("run " + chosen + " was complete before", "the output was complete before");
    assertThat(table(again)).isEqualTo(table(run));
  }

  @Test
  void scoresAreComputedAgainFromTheTableAlone() throws IOException {
    CommandRun rescored = rescore(output);
    assertThat(rescored.exitCode()).as(rescored.err()).isZero();
    assertThat(rescored.out()).contains("all 2 scores equal the stored ones, bit for bit");
    assertThat(table(run)).contains(table(rescored));
    assertThat(rescore(withOtherCompletions()).err())
        .contains("differs from its outcomes", "gsm8k exact_match behind strict-match: stored");
  }

  private static CommandRun rescore(Path tables) {
    return CommandRun.of("rescore", tables + "/" + generated, "--conf", "spark.ui.enabled=false");
  }

  /** A copy of the tables in which somebody has made every completion right. */
  private static Path withOtherCompletions() throws IOException {
    Path copy = folder.resolve("changed");
    for (String table : List.of("runs", "summary")) {
      try (Stream<Path> files = Files.walk(output.resolve(table))) {
        for (Path file : files.toList()) {
          Path to = copy.resolve(output.relativize(file));
          Files.createDirectories(to.getParent());
          if (Files.isRegularFile(file)) {
            Files.copy(file, to);
          }
        }
      }
    }
    String completions = "completions/run_id=" + generated;
    try (StoredTables tables = new StoredTables(output)) {
      tables
          .table(completions)
          .withColumn(
              "generation",
              functions.when(
                  functions.col("generation").isNotNull(),
                  functions
                      .col("generation")
                      .withField(
                          "text",
                          functions.regexp_extract(
                              functions.get_json_object(functions.col("reference"), "$.texts[0]"),
                              "####.*",
                              0))))
          .write()
          .mode(SaveMode.Overwrite)
          .parquet(copy.resolve(completions).toString());
    }
    return copy;
  }

  @Test
  void runsAreComparedItemByItem() throws IOException {
    Path transformer = SyntheticCheckpoint.gemma(folder.resolve("transformer"), 38);
    CommandRun other = evaluate(transformer, "gsm8k@2");
    String baseline = other.runId();
    Path json = folder.resolve("compared.json");
    CommandRun compared =
        CommandRun.of("compare", generated, baseline, "--output", output, "--json", json);
    assertThat(compared.exitCode()).as(compared.err()).isZero();
    assertThat(compared.out())
        .contains("griffin against transformer", "flexible-extract", "strict-match", "equal")
        .contains("1 failed");
    JsonNode task = new ObjectMapper().readTree(json.toFile()).at("/comparisons/0/tasks/0");
    assertThat(task.at("/items").intValue()).isEqualTo(5);
    assertThat(task.at("/metrics").size()).isEqualTo(2);
    CommandRun mixed = CommandRun.of("compare", generated, chosen, "--output", output);
    assertThat(mixed.exitCode()).isEqualTo(2);
    assertThat(mixed.err()).contains("those of other runs were chosen");
  }

  @Test
  void conversationsAreAskedInTheModelsTemplate() {
    CommandRun chat =
        evaluate(griffin, "gsm8k@1", "--apply_chat_template", "--system_instruction", "Be brief.");
    assertThat(chat.runId()).isNotEqualTo(generated);
    try (StoredTables tables = new StoredTables(output)) {
      Row row = tables.rows("completions", chat.runId(), "doc_id").get(0);
      assertThat(row.<String>getAs("prompt"))
          .startsWith("<start_of_turn>user\nBe brief.\n\nQuestion: ")
          .contains("<start_of_turn>model\nSo many.\n####")
          .endsWith("0 stones and 0?\nAnswer:<end_of_turn>\n<start_of_turn>model\n");
    }
    CommandRun refused = evaluate(griffin, "gsm8k@1,piqa", "--apply_chat_template");
    assertThat(refused.exitCode()).isEqualTo(2);
    assertThat(refused.err()).contains("--apply_chat_template is given with piqa");
  }

  private static CommandRun evaluate(Path model, String tasks, String... options) {
    List<Object> words = new ArrayList<>(List.of("--model", model, "--tasks", tasks));
    words.addAll(List.of("--limit", 6, "--max_failed", 1));
    words.addAll(List.of("--data", folder.resolve("data"), "--output", output));
    words.addAll(List.of(options));
    return CommandRun.evaluate(words.toArray());
  }

  private static String table(CommandRun run) {
    return String.join("\n", run.out().lines().filter(line -> line.startsWith("|")).toList());
  }
}
