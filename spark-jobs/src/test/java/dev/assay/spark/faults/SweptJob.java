package dev.assay.spark.faults;

import dev.assay.core.error.FailureBudget;
import dev.assay.datasets.DatasetForms;
import dev.assay.eval.catalog.TaskCatalog;
import dev.assay.eval.prompt.DocumentLimit;
import dev.assay.eval.prompt.FewShotSampling;
import dev.assay.eval.request.Truncation;
import dev.assay.spark.internal.chunks.Completion;
import dev.assay.spark.internal.evaluate.EvaluateJob;
import dev.assay.spark.internal.evaluate.EvaluateSettings;
import dev.assay.spark.internal.generate.GenerateJob;
import dev.assay.spark.internal.generate.GenerateSettings;
import dev.assay.spark.internal.generate.InputTable;
import dev.assay.spark.internal.generate.JobSettings;
import dev.assay.spark.internal.generate.RowGeneration;
import dev.assay.spark.internal.generate.TableFormat;
import dev.assay.spark.internal.settings.Settings;
import dev.assay.spark.testing.MixedTasks;
import dev.assay.spark.testing.StoredTables;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;

/** A small job of several chunks, run again and again into folders of its own. */
enum SweptJob {
  /** Chosen, generated and whole texts in one run. */
  EVALUATE {
    @Override
    Completion run(SparkSession spark, Path given, String output) {
      EvaluateSettings settings =
          new EvaluateSettings(
              given.resolve("model"),
              TaskCatalog.open(List.of(given.resolve("tasks")))
                  .select(MixedTasks.NAMES, OptionalInt.empty())
                  .tasks(),
              List.of(),
              DocumentLimit.all(),
              DatasetForms.folder(given),
              output,
              Truncation.SHOTS,
              OptionalInt.empty(),
              FewShotSampling.harness(),
              Optional.empty(),
              false,
              new FailureBudget(0),
              new EvaluateSettings.Details(false, false, false),
              EvaluateSettings.Execution.of(
                  Settings.of(
                      Map.of(
                          "spark.assay.kernels", "plain",
                          "spark.assay.partitions", "1",
                          "spark.assay.chunkTokens", "90"))));
      return new EvaluateJob(spark, settings, report -> {}).run().completion();
    }

    @Override
    List<String> content(SparkSession spark, Path output) {
      return StoredTables.content(spark, output);
    }
  },

  GENERATE {
    @Override
    Completion run(SparkSession spark, Path given, String output) {
      Settings settings =
          Settings.of(Map.of("spark.assay.chunkRows", "3", "spark.assay.partitions", "1"));
      GenerateSettings wanted =
          new GenerateSettings(
              RowGeneration.with(given.resolve("model").toString())
                  .template("Say {body}")
                  .idColumn("id")
                  .parameter("max_new_tokens", 3)
                  .parameter("temperature", 3),
              new JobSettings(
                  new InputTable(given.resolve("rows.jsonl").toString(), null, Map.of()),
                  output,
                  TableFormat.JSON,
                  JobSettings.Execution.of(settings)),
              new FailureBudget(0));
      return new GenerateJob(spark, wanted, report -> {}).run().completion();
    }

    @Override
    List<String> content(SparkSession spark, Path output) {
      return spark
          .read()
          .json(output.toString())
          .select(functions.to_json(functions.struct("*")))
          .collectAsList()
          .stream()
          .map(row -> row.getString(0))
          .sorted()
          .toList();
    }
  };

  private static final int DOCUMENTS = 6;

  abstract Completion run(SparkSession spark, Path given, String output);

  /** All rows of its tables, as they are on the disk. */
  abstract List<String> content(SparkSession spark, Path output);

  /** Names of all that lies in an output, without what tells one attempt from another. */
  static List<String> names(Path output) throws IOException {
    try (Stream<Path> files = Files.walk(output)) {
      return files
          .map(file -> output.relativize(file).toString())
          .map(name -> name.replaceAll("-[0-9a-f]{8}-[0-9a-f-]{27}(-c000|\\.c000)", "-UUID"))
          .map(name -> name.replaceAll("(part-\\d+)-[^/]*", "$1"))
          .filter(name -> !name.endsWith(".crc"))
          .sorted()
          .toList();
    }
  }

  /** Writes the jobs' inputs but for the model. */
  static void writeInputs(Path given) throws IOException {
    MixedTasks.write(given.resolve("tasks"), DOCUMENTS);
    List<String> rows = new ArrayList<>();
    for (int i = 0; i < DOCUMENTS; i++) {
      rows.add("{\"id\": %d, \"body\": \"stone %d\"}".formatted(i, i % 5));
    }
    Files.write(given.resolve("rows.jsonl"), rows);
  }
}
