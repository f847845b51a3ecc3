package dev.assay.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.core.digest.Sha256;
import dev.assay.core.testing.SyntheticCheckpoint;
import dev.assay.spark.testing.StoredTables;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A table of prompts to a table of answers: every row once, the same bits however it was cut. */
class GenerateCommandTest {
  private static final int ROWS = 40;

  /** Of every answer and its log-probabilities, on every machine and JDK. */
  private static final String DIGEST =
      "9ef544c902af058bf2c27f2ea8509eda61fc337b3b3d2147dc69ff90f770473d";

  @TempDir static Path folder;
  private static Path model;
  private static Path questions;

  @BeforeAll
  static void write() throws IOException {
    model = SyntheticCheckpoint.recurrentGemma(folder.resolve("model"), 31);
    questions = folder.resolve("questions.jsonl");
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < ROWS; i++) {
      // Some rows are equal in all.
      lines.add("{\"body\": \"row %d of the river\", \"topic\": \"stone\"}".formatted(i / 2));
    }
    Files.write(questions, lines);
  }

  static Stream<List<Object>> ways() {
    return Stream.of(
        List.of("--master", "local[1]", "--partitions", 1, "--kernels", "plain"),
        List.of(
            "--master",
            "local[2]",
            "--partitions",
            7,
            "--chunk_rows",
            20,
            "--conf",
            "spark.assay.batchTokens=3"));
  }

  @ParameterizedTest
  @MethodSource("ways")
  void everyWayGivesTheSameBits(List<Object> way, @TempDir Path output) {
    List<Object> words = new ArrayList<>(way);
    words.add("--keep_special_tokens");
    words.addAll(List.of("--temperature", 4, "--top_p", 0.99, "--seed", 5, "--logprobs", 2));
    CommandRun run = generate(questions, output.resolve("table"), words.toArray());
    assertThat(run.exitCode()).as(run.err()).isZero();
    List<String> answers = answers(output.resolve("table"));
    assertThat(answers).hasSize(ROWS);
    // Equal rows are drawn apart.
    assertThat(answers.stream().distinct().count()).isGreaterThan(ROWS / 2);
    assertThat(Sha256.of(String.join("\n", answers))).isEqualTo(DIGEST);
  }

  @Test
  void theSameCommandAgainComputesNothingAndAnotherIsRefused(@TempDir Path output) {
    Path table = output.resolve("table");
    CommandRun run = generate(questions, table);
    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(run.out()).contains("40 rows, 0 of them failed");
    CommandRun again = generate(questions, table);
    assertThat(again.exitCode()).as(again.err()).isZero();
    assertThat(again.out()).contains("complete before: nothing was computed", "40 rows");
    CommandRun other = generate(questions, table, "--temperature", 0.5);
    assertThat(other.exitCode()).isEqualTo(6);
    assertThat(other.err()).contains("temperature is 0.5, there it is 0.0");
  }

  @Test
  void brokenRowsHaveAnErrorEachAndNothingElseHas(@TempDir Path output) throws IOException {
    Path input = output.resolve("input");
    try (SparkSession spark = session()) {
      spark
          .sql(
              "SELECT 1 AS id, 'a river' AS body, 'x' AS topic"
                  + " UNION ALL SELECT 2, NULL, 'x'"
                  + " UNION ALL SELECT 3, repeat('stone under the hill ', 60), 'x'"
                  + " UNION ALL SELECT 4, CAST(X'61FF62' AS STRING), 'x'"
                  + " UNION ALL SELECT 5, 'a river', NULL"
                  + " UNION ALL SELECT 6, '', 'x'")
          .write()
          .parquet(input.toString());
    }
    CommandRun run =
        generate(input, output.resolve("table"), "--id_column", "id", "--max_prompt_tokens", 50);
    assertThat(run.exitCode()).isEqualTo(3);
    assertThat(run.err()).contains("4 of 6 rows failed");
    try (SparkSession spark = session()) {
      Dataset<Row> rows = spark.read().parquet(output.resolve("table").toString()).orderBy("id");
      assertThat(
              rows.selectExpr("error.code", "generation IS NULL").collectAsList().stream()
                  .map(Row::toString))
          .containsExactly(
              "[null,false]",
              "[null_prompt,true]",
              "[too_long,true]",
              "[invalid_utf8,true]",
              "[null_prompt,true]",
              "[null,false]");
      // What was no text comes out as it came.
      assertThat(rows.where("id = 4").selectExpr("hex(body)").head().getString(0))
          .isEqualTo("61FF62");
    }
  }

  @Test
  void linesThatAreNoRowsAreRowsWithAnError(@TempDir Path output) throws IOException {
    Path input = output.resolve("input.jsonl");
    Files.writeString(input, "{\"body\": \"a\", \"topic\": \"b\"}\nnonsense\n");
    CommandRun run = generate(input, output.resolve("table"), "--max_failed", 1);
    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(rows(output.resolve("table"))).contains("invalid_line", "nonsense");
    Path csv = output.resolve("input.csv");
    Files.write(csv, "body,topic\na,b\nc\n\"d \"\"e\"\"\",f\n".getBytes(StandardCharsets.UTF_8));
    run = generate(csv, output.resolve("of-csv"), "--max_failed", 1);
    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(rows(output.resolve("of-csv"))).contains("d \\\"e\\\"", "invalid_line");
    Path latin = output.resolve("latin.csv");
    Files.write(latin, "body,topic\na,b\ncaf\u00e9,d\n".getBytes(StandardCharsets.ISO_8859_1));
    run = generate(latin, output.resolve("of-latin"), "--max_failed", 1);
    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(run.out()).contains("2 rows, 1 of them failed");
    String encoding = "encoding=ISO-8859-1";
    run = generate(latin, output.resolve("told"), "--input_option", encoding);
    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(rows(output.resolve("told"))).contains("caf\u00e9").doesNotContain("invalid_line");
  }

  @Test
  void nothingInNothingOut(@TempDir Path output) throws IOException {
    Path input = output.resolve("input.csv");
    Files.writeString(input, "body,topic\n");
    CommandRun run = generate(input, output.resolve("table"));
    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(run.out()).contains("0 rows");
    assertThat(rows(output.resolve("table"))).isEmpty();
  }

  @Test
  void whatIsWrongIsSaidBeforeAnythingIsComputed(@TempDir Path output) throws IOException {
    CommandRun run =
        CommandRun.of(
            "generate",
            "--model",
            model,
            "--input",
            questions,
            "--output",
            output.resolve("a"),
            "--prompt_column",
            "bodi",
            "--conf",
            "spark.ui.enabled=false");
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains("column 'bodi' does not exist", "did you mean 'body'?");
    run = generate(questions, output.resolve("a"), "--temperature", -1);
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains("temperature is -1.0");
    run = generate(output.resolve("absent.csv"), output.resolve("b"));
    assertThat(run.exitCode()).isEqualTo(5);
    Path broken = Files.write(output.resolve("broken.parquet"), new byte[500]);
    run = generate(broken, output.resolve("c"));
    assertThat(run.exitCode()).isEqualTo(5);
    assertThat(run.err()).contains("broken.parquet cannot be read: ");
    run = generate(questions, folder);
    assertThat(run.exitCode()).isEqualTo(6);
    run = generate(questions, output.resolve("c"), "--error_column", "topic");
    assertThat(run.err()).contains("the rows have a column 'topic' already");
  }

  /** A line for each row, in the order of the lines, numbers by their bits. */
  private static List<String> answers(Path table) {
    List<String> answers = new ArrayList<>();
    try (StoredTables tables = new StoredTables(table.getParent())) {
      for (Row row :
          tables
              .table(table.getFileName().toString())
              .selectExpr("body", "generation.text", "generation.logprobs.logprob")
              .collectAsList()) {
        StringBuilder line = new StringBuilder(row.getString(0) + " " + row.getString(1));
        for (Double number : row.<Double>getList(2)) {
          line.append(' ').append(Long.toHexString(Double.doubleToRawLongBits(number)));
        }
        answers.add(line.toString());
      }
    }
    answers.sort(null);
    return answers;
  }

  private static CommandRun generate(Path input, Path output, Object... options) {
    List<Object> words = new ArrayList<>(List.of("generate", "--conf", "spark.ui.enabled=false"));
    words.addAll(List.of("--model", model, "--input", input, "--output", output));
    words.addAll(List.of("--template", "Say {body}: {topic}", "--max_new_tokens", 12));
    words.addAll(Arrays.asList(options));
    return CommandRun.of(words.toArray());
  }

  private static SparkSession session() {
    return SparkSession.builder().master("local[1]").getOrCreate();
  }

  /** A line for each row, in the order of the lines; doubles by their shortest forms. */
  private static String rows(Path table) {
    try (StoredTables tables = new StoredTables(table.getParent())) {
      return String.join(
          "\n",
          tables.table(table.getFileName().toString()).toJSON().collectAsList().stream()
              .sorted()
              .toList());
    }
  }
}
