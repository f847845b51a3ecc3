package dev.assay.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.assay.core.testing.SyntheticCheckpoint;
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

/** A task that chooses, one that generates and one that scores whole texts are one run. */
class EvaluateKindsTest {
  private static final String TASKS = "gsm8k@2,piqa,texts";

  @TempDir private static Path folder;
  private static Path output;
  private static Path griffin;
  private static CommandRun run;
  private static String runId;

  @BeforeAll
  static void evaluateAllKinds() throws IOException {
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
    writeOwnTask(Files.createDirectories(folder.resolve("own")));
    run = evaluate(griffin, TASKS);
    assertThat(run.exitCode()).as(run.out() + run.err()).isZero();
    runId = run.runId();
  }

  /** A user's own task, of texts beside its file. */
  private static void writeOwnTask(Path own) throws IOException {
    Files.writeString(
        own.resolve("texts.yaml"),
        """
        task: texts
        dataset_path: json
        dataset_kwargs:
          data_files:
            test: texts.jsonl
        test_split: test
        output_type: loglikelihood_rolling
        doc_to_text: ""
        doc_to_target: "{{text}}"
        metric_list:
          - metric: word_perplexity
          - metric: byte_perplexity
          - metric: bits_per_byte
        metadata:
          version: 1.0
        """);
    Files.write(
        own.resolve("texts.jsonl"),
        List.of(
            "{\"text\": \"seven stones near the river\"}",
            "{\"text\": \"an old boat mends the blue window and the lamp\"}",
            "{\"text\": \"wool\"}"));
  }

  @Test
  void allKindsAreScoredInOneTable() {
    assertThat(run.out())
        .contains("|gsm8k|", "flexible-extract", "strict-match", "|piqa ", "|texts")
        .contains("word_perplexity", "bits_per_byte", "1 items failed");
    assertThat(run.out().lines().filter(line -> line.startsWith("run "))).hasSize(1);
  }

  @Test
  void samplesAreWhatEachKindHas() {
    try (StoredTables tables = new StoredTables(output)) {
      List<Row> rows = tables.rows("samples", runId, "task", "doc_id", "choice");
      assertThat(rows).hasSize(5 + 6 * 2 + 3);
      Row generated = rows.get(0);
      assertThat(generated.<String>getAs("text")).isNotNull();
      assertThat(generated.<String>getAs("finish_reason")).isIn("stop", "length", "context_limit");
      assertThat(generated.<Integer>getAs("tokens")).isPositive();
      assertThat(generated.<Double>getAs("log_likelihood")).isNull();
      Row chosen = rows.get(5);
      assertThat(chosen.<Double>getAs("log_likelihood")).isNegative();
      assertThat(chosen.<String>getAs("text")).isNull();
      assertThat(chosen.<Integer>getAs("code_points")).isPositive();
      Row whole = rows.get(5 + 12);
      assertThat(whole.<Integer>getAs("words")).isEqualTo(5);
      assertThat(whole.<Integer>getAs("bytes")).isEqualTo(27);
      assertThat(whole.<Double>getAs("log_likelihood")).isNegative();
    }
  }

  @Test
  void itemsScoresAndSummaryFollow() {
    try (StoredTables tables = new StoredTables(output)) {
      Row one = tables.rows("runs", runId).get(0);
      assertThat(one.<Long>getAs("n_items")).isEqualTo(6 + 6 + 3);
      assertThat(one.<Long>getAs("n_failed")).isEqualTo(1);
      assertThat(one.<Long>getAs("tokens_computed")).isPositive();
      List<Row> items = tables.rows("items", runId, "task", "doc_id");
      assertThat(items)
          .extracting(row -> row.<String>getAs("request"))
          .containsExactly(
              "completion",
              "completion",
              "completion",
              null,
              "completion",
              "completion",
              "choices",
              "choices",
              "choices",
              "choices",
              "choices",
              "choices",
              "rolling",
              "rolling",
              "rolling");
      assertThat(items.get(3).<String>getAs("error_code")).isNotNull();
      assertThat(items.get(3).<String>getAs("error_message")).contains("answer");
      assertThat(items.get(0).<String>getAs("context_hash")).hasSize(64);
      assertThat(items.get(0).<Integer>getAs("context_tokens")).isPositive();
      assertThat(items.get(0).<String>getAs("reference")).contains("#### 0");
      assertThat(tables.rows("scores", runId)).hasSize(5 * 2 + 6 * 2 + 3 * 3);
      List<Row> summary = tables.rows("summary", runId, "task", "filter", "metric");
      assertThat(summary)
          .extracting(row -> row.<String>getAs("filter") + " " + row.<String>getAs("metric"))
          .containsExactly(
              "flexible-extract exact_match",
              "strict-match exact_match",
              "none acc",
              "none acc_norm",
              "none bits_per_byte",
              "none byte_perplexity",
              "none word_perplexity");
      assertThat(summary.get(0).<Long>getAs("n")).isEqualTo(5);
      assertThat(summary.get(0).<Integer>getAs("n_shot")).isEqualTo(2);
    }
  }

  /** By their definitions, over all texts together. */
  @Test
  void perplexitiesAreThoseOfAllTexts() {
    try (StoredTables tables = new StoredTables(output)) {
      double logLikelihood = 0;
      long words = 0;
      long bytes = 0;
      for (Row row : tables.rows("samples", runId, "task", "doc_id")) {
        if (row.<String>getAs("task").equals("texts")) {
          logLikelihood += row.<Double>getAs("log_likelihood");
          words += row.<Integer>getAs("words");
          bytes += row.<Integer>getAs("bytes");
        }
      }
      List<Row> summary = tables.rows("summary", runId, "task", "metric");
      double[] values = summary.stream().mapToDouble(row -> row.<Double>getAs("value")).toArray();
      assertThat(values[4]).isCloseTo(-logLikelihood / bytes / Math.log(2), within(1e-9));
      assertThat(values[5]).isCloseTo(Math.exp(-logLikelihood / bytes), within(1e-9));
      assertThat(values[6] / Math.exp(-logLikelihood / words)).isCloseTo(1, within(1e-9));
    }
  }

  @Test
  void theHarnessesFilesAreWritten() throws IOException {
    JsonNode results = new ObjectMapper().readTree(harnessFile("results_").toFile());
    assertThat(results.at("/results/gsm8k").has("exact_match,strict-match")).isTrue();
    assertThat(results.at("/results/texts").has("word_perplexity,none")).isTrue();
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
      Row stored = tables.rows("samples", runId, "task", "doc_id").get(0);
      assertThat(line.at("/resps/0/0").textValue()).isEqualTo(stored.<String>getAs("text"));
    }
  }

  private static Path harnessFile(String prefix) throws IOException {
    try (Stream<Path> files = Files.list(output.resolve("harness").resolve(runId))) {
      return files
          .filter(file -> file.getFileName().toString().startsWith(prefix))
          .findFirst()
          .orElseThrow();
    }
  }

  @Test
  void theSameAgainComputesNothing() {
    CommandRun again = evaluate(griffin, TASKS);
    assertThat(again.out()).contains("run " + runId + " was complete before");
    assertThat(table(again)).isEqualTo(table(run));
  }

  @Test
  void scoresAreComputedAgainFromTheTablesAlone() throws IOException {
    CommandRun rescored = rescore(output);
    assertThat(rescored.exitCode()).as(rescored.err()).isZero();
    assertThat(rescored.out()).contains("all 7 scores equal the stored ones, bit for bit");
    assertThat(table(rescored)).isEqualTo(table(run));
    assertThat(rescore(withOtherCompletions()).err())
        .contains("differs from its outcomes", "gsm8k exact_match after strict-match: stored");
  }

  private static CommandRun rescore(Path tables) {
    return CommandRun.of("rescore", tables + "/" + runId, "--conf", "spark.ui.enabled=false");
  }

  /** A copy of the tables in which somebody has made every completion right. */
  private static Path withOtherCompletions() throws IOException {
    Path copy = folder.resolve("changed");
    for (String table : List.of("runs", "items", "summary")) {
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
    String samples = "samples/run_id=" + runId;
    try (StoredTables tables = new StoredTables(output)) {
      tables
          .table(samples)
          .withColumn(
              "text",
              functions.when(
                  functions.col("text").isNotNull(),
                  functions.concat(
                      functions.lit("#### "), functions.col("doc_id").multiply(2).cast("string"))))
          .write()
          .mode(SaveMode.Overwrite)
          .partitionBy("task")
          .parquet(copy.resolve(samples).toString());
    }
    return copy;
  }

  @Test
  void runsAreComparedItemByItem() throws IOException {
    Path transformer = SyntheticCheckpoint.gemma(folder.resolve("transformer"), 38);
    CommandRun other = evaluate(transformer, "gsm8k@2,texts");
    String baseline = other.runId();
    Path json = folder.resolve("compared.json");
    CommandRun compared =
        CommandRun.of("compare", runId, baseline, "--output", output, "--json", json);
    assertThat(compared.exitCode()).as(compared.err()).isZero();
    assertThat(compared.out())
        .contains("griffin against transformer", "flexible-extract", "strict-match", "equal")
        .contains("1 failed", "word_perplexity", "Log-likelihoods", "in griffin and not in");
    JsonNode tasks = new ObjectMapper().readTree(json.toFile()).at("/comparisons/0/tasks");
    assertThat(tasks.at("/0/items").intValue()).isEqualTo(5);
    assertThat(tasks.at("/0/metrics").size()).isEqualTo(2);
    assertThat(tasks.at("/1/items").intValue()).isEqualTo(3);
    assertThat(tasks.at("/1/of_all_items").size()).isEqualTo(3);
  }

  @Test
  void conversationsAreAskedInTheModelsTemplate() {
    CommandRun chat =
        evaluate(
            griffin,
            "gsm8k@1,piqa",
            "--apply_chat_template",
            "--system_instruction",
            "Be brief.",
            "--write_prompts");
    assertThat(chat.exitCode()).as(chat.err()).isZero();
    assertThat(chat.runId()).isNotEqualTo(runId);
    try (StoredTables tables = new StoredTables(output)) {
      List<Row> rows = tables.rows("items", chat.runId(), "task", "doc_id");
      assertThat(rows.get(0).<String>getAs("prompt"))
          .startsWith("<start_of_turn>user\nBe brief.\n\nQuestion: ")
          .contains("<start_of_turn>model\nSo many.\n####")
          .endsWith("0 stones and 0?\nAnswer:<end_of_turn>\n<start_of_turn>model\n");
      assertThat(rows.get(6).<String>getAs("prompt"))
          .startsWith("<start_of_turn>user\nBe brief.\n\nQuestion: ")
          .endsWith("Answer:<end_of_turn>\n<start_of_turn>model\n");
    }
  }

  @Test
  void aFoldersOwnTemplateGoesFirst() throws IOException {
    Path model = Files.createDirectory(folder.resolve("with template"));
    try (Stream<Path> files = Files.list(griffin)) {
      for (Path file : files.toList()) {
        Files.copy(file, model.resolve(file.getFileName()));
      }
    }
    Path template = model.resolve("chat_template.jinja");
    Files.writeString(
        template,
        "{% for m in messages %}{% if m.role == 'system' %}{{ raise_exception('no system') }}"
            + "{% endif %}<{{ m.role }}>{{ m.content }}{% endfor %}<assistant>");
    String[] options = {
      "--apply_chat_template", "--system_instruction", "Be brief.", "--write_prompts"
    };
    CommandRun chat = evaluate(model, "piqa", options);
    assertThat(chat.exitCode()).as(chat.err()).isZero();
    Files.writeString(template, "{{ raise_exception('no conversations') }}");
    CommandRun refused = evaluate(model, "piqa", options);
    assertThat(refused.exitCode()).isNotZero();
    assertThat(refused.err()).contains("6 of 6 items failed", "no conversations");
    try (StoredTables tables = new StoredTables(output)) {
      assertThat(tables.rows("items", chat.runId(), "doc_id").get(0).<String>getAs("prompt"))
          .startsWith("<user>Question: ")
          .endsWith("Answer:<assistant>");
    }
  }

  private static CommandRun evaluate(Path model, String tasks, String... options) {
    List<Object> words = new ArrayList<>(List.of("--model", model, "--tasks", tasks));
    words.addAll(List.of("--include_path", folder.resolve("own")));
    words.addAll(List.of("--limit", 6, "--max_failed", 1));
    words.addAll(List.of("--data", folder.resolve("data"), "--output", output));
    words.addAll(List.of(options));
    return CommandRun.evaluate(words.toArray());
  }

  private static String table(CommandRun run) {
    return String.join("\n", run.out().lines().filter(line -> line.startsWith("|")).toList());
  }
}
