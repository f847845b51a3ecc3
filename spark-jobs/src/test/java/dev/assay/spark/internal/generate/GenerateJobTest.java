package dev.assay.spark.internal.generate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.core.error.AssayException;
import dev.assay.core.error.FailureBudget;
import dev.assay.core.testing.SyntheticCheckpoint;
import dev.assay.spark.internal.chunks.Completion;
import dev.assay.spark.internal.progress.ProgressListener;
import dev.assay.spark.internal.settings.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A job that stopped goes on after its committed chunks. */
class GenerateJobTest {
  private static final int ROWS = 60;

  @TempDir static Path folder;
  private static SparkSession spark;
  private static Path input;
  private static String model;

  @BeforeAll
  static void start() throws IOException {
    spark =
        SparkSession.builder().master("local[2]").config("spark.ui.enabled", "false").getOrCreate();
    model = SyntheticCheckpoint.recurrentGemma(folder.resolve("model"), 36).toString();
    input = folder.resolve("rows.jsonl");
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < ROWS; i++) {
      lines.add("{\"id\": %d, \"body\": \"stone %d\"}".formatted(i, i % 11));
    }
    Files.write(input, lines);
  }

  @AfterAll
  static void stop() {
    spark.stop();
  }

  @Test
  void aStoppedJobGoesOn() {
    String output = folder.resolve("stopped").toString();
    ProgressListener stopping =
        report -> {
          if (!report.description().startsWith("0 of")) {
            throw new IllegalStateException("stopped here");
          }
        };
    assertThatThrownBy(() -> job(output, stopping).run()).hasMessage("stopped here");
    GenerateResult result = job(output, report -> {}).run();
    assertThat(result.completion()).isEqualTo(Completion.CONTINUED);
    assertThat(result.counts().rows()).isEqualTo(ROWS);
    assertThat(result.rowsNow()).isLessThan(ROWS);

    String whole = folder.resolve("whole").toString();
    assertThat(job(whole, report -> {}).run().completion()).isEqualTo(Completion.COMPUTED);
    assertThat(rows(output)).hasSize(ROWS).isEqualTo(rows(whole));
    assertThat(job(output, report -> {}).run().completion()).isEqualTo(Completion.COMPLETE_BEFORE);
  }

  @Test
  void anInputThatChangedIsRefused() throws IOException {
    Path changing = folder.resolve("changing.jsonl");
    Files.copy(input, changing);
    String output = folder.resolve("changed").toString();
    job(changing, output, report -> {}).run();
    Files.writeString(changing, "{\"id\": 1, \"body\": \"another\"}\n");
    assertThatThrownBy(() -> job(changing, output, report -> {}).run())
        .isInstanceOf(AssayException.class)
        .hasMessageContaining("input_files is");
  }

  private static GenerateJob job(String output, ProgressListener listener) {
    return job(input, output, listener);
  }

  private static GenerateJob job(Path input, String output, ProgressListener listener) {
    Settings settings =
        Settings.of(Map.of("spark.assay.chunkRows", "20", "spark.assay.partitions", "1"));
    GenerateSettings wanted =
        new GenerateSettings(
            RowGeneration.with(model)
                .template("Say {body}")
                .idColumn("id")
                .parameter("max_new_tokens", 6)
                .parameter("temperature", 3),
            new JobSettings(
                new InputTable(input.toString(), null, Map.of()),
                output,
                TableFormat.PARQUET,
                JobSettings.Execution.of(settings)),
            new FailureBudget(0));
    return new GenerateJob(spark, wanted, listener);
  }

  private static List<String> rows(String table) {
    return spark.read().parquet(table).orderBy("id").toJSON().collectAsList();
  }
}
