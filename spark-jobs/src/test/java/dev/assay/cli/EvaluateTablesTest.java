package dev.assay.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.assay.core.testing.SyntheticCheckpoint;
import dev.assay.spark.internal.tables.Table;
import dev.assay.spark.internal.tables.TableColumn;
import dev.assay.spark.testing.SampleBenchmarks;
import dev.assay.spark.testing.StoredTables;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.functions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a run leaves: tables, the harness's files, and scores that the tables alone give again. */
class EvaluateTablesTest {
  private static final int ITEMS = 12;

  @TempDir static Path folder;
  private static Path output;
  private static CommandRun run;

  @BeforeAll
  static void evaluate() {
    output = folder.resolve("output");
    run =
        CommandRun.evaluate(
            "--model",
            SyntheticCheckpoint.gemma(folder.resolve("model"), 14),
            "--data",
            SampleBenchmarks.write(folder.resolve("data"), ITEMS),
            "--output",
            output,
            "--tasks",
            "mmlu_anatomy@2,hellaswag,piqa",
            "--write_prompts",
            "--token_logprobs",
            "--master",
            "local[2]");
  }

  @Test
  void tablesHaveTheDocumentedColumns() {
    try (StoredTables tables = new StoredTables(output)) {
      for (Table table : Arrays.stream(Table.values()).filter(Table::isOfEveryRun).toList()) {
        assertThat(tables.table(table.toString()).columns())
            .as(table.toString())
            .containsExactlyInAnyOrder(
                table.columns().stream().map(TableColumn::name).toArray(String[]::new));
      }
    }
  }

  @Test
  void rowsAreWholeAndAgreeWithEachOther() {
    String runId = run.runId();
    try (StoredTables tables = new StoredTables(output)) {
      List<Row> items = tables.rows("items", runId, "task", "doc_id");
      assertThat(items).hasSize(3 * ITEMS);
      for (Row item : items) {
        assertThat(item.<String>getAs("prompt")).isNotBlank();
        assertThat(item.<String>getAs("context_hash")).hasSize(64);
        assertThat(item.<Boolean>getAs("correct"))
            .isEqualTo(item.<Integer>getAs("picked").equals(item.<Integer>getAs("target")));
      }
      for (Row sample : tables.rows("samples", runId)) {
        List<Double> tokens = sample.getList(sample.fieldIndex("token_log_probabilities"));
        assertThat(tokens).hasSize(sample.<Integer>getAs("tokens"));
        double sum = 0;
        for (double token : tokens) {
          sum += token;
        }
        assertThat(sample.<Double>getAs("log_likelihood")).isEqualTo(sum);
      }
      Row stored = tables.rows("runs", runId).get(0);
      assertThat(stored.<Long>getAs("n_items")).isEqualTo(3 * ITEMS);
      assertThat(stored.<Long>getAs("tokens_computed"))
          .isPositive()
          .isLessThan(stored.<Long>getAs("tokens_without_sharing"));
      assertThat(stored.<String>getAs("content"))
          .contains("mmlu/test/anatomy.jsonl", "mmlu/dev/anatomy.jsonl", "\"rows\":" + ITEMS);
    }
  }

  @Test
  void harnessFilesLieBesideTheTables() throws IOException {
    Path harness = output.resolve("harness").resolve(run.runId());
    JsonNode results = new ObjectMapper().readTree(only(harness, "results_").toFile());
    assertThat(results.at("/results/piqa/acc,none").isNumber()).isTrue();
    assertThat(results.at("/n-shot/mmlu_anatomy").intValue()).isEqualTo(2);
    List<String> samples = Files.readAllLines(only(harness, "samples_hellaswag_"));
    assertThat(samples).hasSize(ITEMS);
    assertThat(new ObjectMapper().readTree(samples.get(0)).at("/resps")).hasSize(4);
  }

  private static Path only(Path folder, String prefix) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(f -> f.getFileName().toString().startsWith(prefix)).findFirst().get();
    }
  }

  @Test
  void screenShowsScoresSpeedAndSharing() {
    assertThat(run.out())
        .contains("|  Tasks  |Version|")
        .contains("|hellaswag")
        .contains("acc_norm")
        .containsPattern("36 items, [0-9.]+ items/s")
        .containsPattern(
            "hellaswag: [0-9,]+ tokens computed; [0-9,]+ without sharing: [0-9.]+ times as many");
  }

  @Test
  void rescoringAgreesToTheBitAndNoticesAChange(@TempDir Path copy) throws IOException {
    String runId = run.runId();
    CommandRun rescored = CommandRun.of("rescore", output + "/" + runId, "--master", "local");
    assertThat(rescored.err()).isEmpty();
    assertThat(rescored.exitCode()).isZero();
    assertThat(rescored.out()).contains("all 5 scores equal the stored ones, bit for bit");
    assertThat(rescored.out()).contains(run.out().substring(0, run.out().indexOf("run ")).strip());

    copy(output, copy);
    Path changed = folder.resolve("changed");
    try (StoredTables tables = new StoredTables(output)) {
      tables
          .table("samples")
          .where("task = 'piqa'")
          .withColumn("log_likelihood", functions.expr("-abs(log_likelihood) * (choice + 1)"))
          .drop("run_id", "task")
          .write()
          .mode(SaveMode.Overwrite)
          .parquet(changed.toString());
    }
    Path piqa = copy.resolve("samples/run_id=" + runId + "/task=piqa");
    empty(piqa);
    copy(changed, piqa);
    CommandRun noticed = CommandRun.of("rescore", runId, "--output", copy, "--master", "local");
    assertThat(noticed.exitCode()).isEqualTo(5);
    assertThat(noticed.err()).contains("differs from its outcomes").contains("piqa acc");
  }

  @Test
  void unknownRunIsAnsweredWithThoseThatAreThere() {
    String runId = run.runId();
    String other = runId.substring(0, runId.length() - 1) + (runId.endsWith("0") ? "1" : "0");
    CommandRun unknown = CommandRun.of("rescore", other, "--output", output, "--master", "local");
    assertThat(unknown.exitCode()).isEqualTo(2);
    assertThat(CommandRun.of("rescore", runId).err()).contains("no folder of tables is given");
    assertThat(unknown.err()).contains("no complete run '" + other + "'", "'" + runId + "'");
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : (Iterable<Path>) files::iterator) {
        Path target = to.resolve(from.relativize(file).toString());
        if (Files.isDirectory(file)) {
          Files.createDirectories(target);
        } else {
          Files.copy(file, target);
        }
      }
    }
  }

  private static void empty(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : (Iterable<Path>) files::iterator) {
        Files.delete(file);
      }
    }
  }
}
