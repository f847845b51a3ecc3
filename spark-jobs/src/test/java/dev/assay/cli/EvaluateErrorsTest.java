package dev.assay.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.core.testing.SyntheticCheckpoint;
import dev.assay.spark.testing.SampleBenchmarks;
import dev.assay.spark.testing.StoredTables;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Errors say problem, cause and cure; a bad row costs itself. */
class EvaluateErrorsTest {
  @TempDir Path folder;
  private Path model;
  private Path data;
  private Path output;

  @BeforeEach
  void write() {
    model = SyntheticCheckpoint.recurrentGemma(folder.resolve("model"), 13);
    data = SampleBenchmarks.write(folder.resolve("data"), 6);
    output = folder.resolve("output");
  }

  @Test
  void unknownNamesAreAnsweredWithTheNearest() {
    assertThat(CommandRun.of("evalute").err()).contains("Did you mean: assay evaluate");
    assertFails(
        evaluate("piqa", "--num_fewshots=1"),
        2,
        "Unknown option: '--num_fewshots=1'",
        "Possible solutions: --num_fewshot");
    assertFails(evaluate("hellaswga"), 2, "task 'hellaswga' does not exist", "'hellaswag'");
    assertFails(
        evaluate("piqa", "--conf", "spark.assay.kernel=auto"),
        2,
        "setting spark.assay.kernel does not exist",
        "'spark.assay.kernels'");
    assertFails(evaluate("piqa", "--kernels", "vector1024"), 2, "--kernels is 'vector1024'");
    assertFails(
        evaluate("piqa", "--quantize", "int4"), 2, "--quantize is 'int4'", "none, bfloat16, int8");
    assertFails(evaluate("piqa", "--truncation", "shot"), 2, "--truncation is 'shot'", "shots");
    assertFails(evaluate("piqa", "--limit", "-3"), 2, "limit -3.0 selects no document");
    assertFails(evaluate("piqa@x"), 2, "asks for 'x' shots");
    assertThat(output).doesNotExist();
  }

  @Test
  void settingsAreReadFromAFileAndOptionsMayHaveDashes() throws IOException {
    Path file = folder.resolve("settings.conf");
    Files.writeString(file, "# comment\nspark.assay.kernels  plane\nspark.assay.maxFailed=1\n");
    assertFails(evaluate("piqa", "--properties-file", file), 2, "spark.assay.kernels is 'plane'");
    assertFails(
        evaluate("piqa", "--properties-file", folder.resolve("none")),
        2,
        "the settings file " + folder.resolve("none") + " cannot be read");
    evaluate("piqa", "--properties-file", file, "--conf", "spark.assay.kernels=plain").runId();
  }

  @Test
  void missingDataSayWhereTheyWereLookedForAndHowToGetThem() throws IOException {
    Files.delete(data.resolve("piqa/validation.jsonl"));
    assertFails(
        evaluate("piqa"),
        5,
        "the validation split of data set baber/piqa is missing",
        "looked in " + data,
        "piqa/validation.jsonl",
        "assay data fetch piqa");
    assertFails(
        CommandRun.evaluate("--model", model, "--tasks", "piqa", "--output", output),
        2,
        "no data folder is given");
    assertThat(output).doesNotExist();
  }

  @Test
  void emptyDataAndOutputsThatCannotBeWrittenAreSaid() throws IOException {
    Files.write(data.resolve("piqa/validation.jsonl"), new byte[0]);
    assertFails(evaluate("piqa"), 5, "cannot be read", "piqa/validation.jsonl holds no row");
    Files.createFile(output);
    assertFails(evaluate("hellaswag"), 6, "the output folder " + output + " cannot be written");
    assertThat(output).isEmptyFile();
  }

  @Test
  void modelsAreCheckedBeforeAnythingIsComputed() throws IOException {
    Path configuration = model.resolve("config.json");
    String text = Files.readString(configuration);
    Files.writeString(configuration, text.replace("\"recurrent_gemma\"", "\"recurent_gemma\""));
    assertFails(
        evaluate("piqa"), 4, "has model_type 'recurent_gemma'", "did you mean 'recurrent_gemma'?");
    Files.writeString(configuration, text);
    assertFails(
        evaluate("piqa", "--model", folder.resolve("nowhere")), 2, "'--model'", "only once");
    Files.write(
        model.resolve("model.safetensors"), new byte[] {1, 2, 3}, StandardOpenOption.APPEND);
    assertFails(evaluate("piqa"), 4, "model.safetensors");
    assertThat(output).doesNotExist();
  }

  @Test
  void badRowsCostThemselves() throws IOException {
    Path file = data.resolve("piqa/validation.jsonl");
    List<String> lines = new ArrayList<>(Files.readAllLines(file));
    lines.set(1, "{broken");
    lines.set(2, lines.get(2).replaceFirst("\"label\":\\d", "\"label\":2"));
    lines.set(3, lines.get(3).replaceFirst("\"sol2\":\"[^\"]*\",", ""));
    Files.write(file, lines);
    CommandRun run = evaluate("piqa");
    assertFails(run, 3, "3 of 6 items failed", "allowed are 0", "item 1 of piqa says: ", "items");
    assertThat(run.out()).contains("|piqa").contains("3 items failed");
    CommandRun allowed = evaluate("piqa", "--max_failed", "0.5");
    String runId = allowed.runId();
    try (StoredTables tables = new StoredTables(output)) {
      List<Row> items = tables.rows("items", runId, "doc_id");
      assertThat(items.stream().map(item -> item.<String>getAs("error_code")))
          .containsExactly(null, "broken_row", "bad_target", "bad_literal", null, null);
      assertThat(items.get(2).<String>getAs("error_message"))
          .contains("the target is 2, and the choices are");
      Row summary = tables.rows("summary", runId).get(0);
      assertThat(summary.<Long>getAs("n")).isEqualTo(3);
      assertThat(summary.<Long>getAs("n_failed")).isEqualTo(3);
      assertThat(tables.rows("samples", runId)).hasSize(6);
    }
  }

  @Test
  void promptsThatAreTooLongFollowThePolicy() {
    CommandRun failed = evaluate("piqa", "--max_length", 24, "--truncation", "fail");
    assertFails(failed, 3, "items failed");
    CommandRun cut = evaluate("mmlu_anatomy", "--max_length", 200, "--truncation", "shots");
    String runId = cut.runId();
    assertThat(cut.out()).contains("6 prompts were shortened");
    try (StoredTables tables = new StoredTables(output)) {
      for (Row item : tables.rows("items", runId)) {
        assertThat(item.<Integer>getAs("context_tokens")).isLessThanOrEqualTo(200);
        assertThat(item.<Integer>getAs("dropped_shots")).isPositive();
      }
      assertThat(tables.rows("summary", runId).get(0).<Long>getAs("n_truncated")).isEqualTo(6);
    }
  }

  private CommandRun evaluate(String tasks, Object... options) {
    List<Object> words = new ArrayList<>(List.of("--tasks", tasks, "--model", model));
    words.addAll(List.of("--data", data, "--output", output, "--master", "local[1]"));
    words.addAll(Arrays.asList(options));
    return CommandRun.evaluate(words.toArray());
  }

  private static void assertFails(CommandRun run, int exitCode, String... messages) {
    assertThat(run.err()).contains(messages);
    assertThat(run.exitCode()).isEqualTo(exitCode);
    assertThat(run.err()).doesNotContain("Exception");
  }
}
