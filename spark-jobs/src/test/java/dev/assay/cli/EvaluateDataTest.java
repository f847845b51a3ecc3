package dev.assay.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.assay.core.testing.SyntheticCheckpoint;
import dev.assay.spark.testing.SampleBenchmarks;
import dev.assay.spark.testing.StoredTables;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The same documents, in every form that data may have, give the same samples. */
class EvaluateDataTest {
  private static final String TASKS = "mmlu_anatomy@3,hellaswag,piqa";

  @TempDir Path folder;

  @Test
  void parquetAndPairsOfFilesGiveWhatJsonLinesGive() throws IOException {
    Path model = SyntheticCheckpoint.recurrentGemma(folder.resolve("model"), 16);
    Path lines = SampleBenchmarks.write(folder.resolve("lines"), 10);
    Path columns = folder.resolve("columns");
    writeParquet(lines, columns);
    writePair(lines.resolve("piqa/validation.jsonl"), columns.resolve("piqa"));
    String digest = digest(model, lines, folder.resolve("first"));
    assertThat(digest(model, columns, folder.resolve("second"))).isEqualTo(digest);
  }

  private static String digest(Path model, Path data, Path output) {
    CommandRun run =
        CommandRun.evaluate(
            "--model",
            model,
            "--data",
            data,
            "--output",
            output,
            "--tasks",
            TASKS,
            "--master",
            "local[2]");
    String runId = run.runId();
    try (StoredTables tables = new StoredTables(output)) {
      assertThat(tables.rows("runs", runId).get(0).<Long>getAs("n_items")).isEqualTo(30);
      return tables.samplesDigest(runId);
    }
  }

  /** As on the hub: mmlu/SUBJECT/SPLIT-….parquet, hellaswag/data/SPLIT-….parquet. */
  private static void writeParquet(Path lines, Path columns) throws IOException {
    try (SparkSession spark =
        SparkSession.builder()
            .master("local[1]")
            .config("spark.ui.enabled", "false")
            .getOrCreate()) {
      for (String split : List.of("dev", "test")) {
        parquet(
            spark,
            lines.resolve("mmlu/" + split + "/anatomy.jsonl"),
            columns.resolve("mmlu/anatomy/" + split + "-00000-of-00001.parquet"));
      }
      parquet(
          spark,
          lines.resolve("hellaswag/validation.jsonl"),
          columns.resolve("hellaswag/data/validation-00000-of-00001.parquet"));
    }
  }

  private static void parquet(SparkSession spark, Path lines, Path file) throws IOException {
    Path written = file.resolveSibling(file.getFileName() + "-written");
    spark.read().json(lines.toString()).coalesce(1).write().parquet(written.toString());
    try (Stream<Path> parts = Files.list(written)) {
      Path part = parts.filter(p -> p.toString().endsWith(".parquet")).findFirst().orElseThrow();
      Files.move(part, file);
    }
  }

  /** As the authors of PIQA publish it: documents, and labels in a file of their own. */
  private static void writePair(Path lines, Path folder) throws IOException {
    List<String> documents = new ArrayList<>();
    List<String> labels = new ArrayList<>();
    for (String line : Files.readAllLines(lines)) {
      ObjectNode row = (ObjectNode) new ObjectMapper().readTree(line);
      JsonNode label = row.remove("label");
      labels.add(label.asText());
      documents.add(row.toString());
    }
    Files.createDirectories(folder);
    Files.write(folder.resolve("data_valid.jsonl"), documents);
    Files.write(folder.resolve("data_valid-labels.lst"), labels);
  }
}
