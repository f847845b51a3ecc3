package dev.assay.spark.internal.executor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.core.error.AssayException;
import dev.assay.core.error.ErrorKind;
import dev.assay.core.error.FailureBudget;
import dev.assay.core.replica.ModelFolder;
import dev.assay.core.testing.SyntheticCheckpoint;
import dev.assay.spark.internal.generate.GenerateJob;
import dev.assay.spark.internal.generate.GenerateSettings;
import dev.assay.spark.internal.generate.InputTable;
import dev.assay.spark.internal.generate.JobSettings;
import dev.assay.spark.internal.generate.RowGeneration;
import dev.assay.spark.internal.generate.TableFormat;
import dev.assay.spark.internal.progress.ProgressListener;
import dev.assay.spark.internal.settings.ReplicaSettings;
import dev.assay.spark.internal.settings.Settings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Executors answer with the tokenizer and the weights that the driver saw, or not at all. */
class SwappedModelTest {
  private static final ReplicaSettings PLAIN =
      ReplicaSettings.of(Settings.of(Map.of("spark.assay.kernels", "plain")));
  private static final ExecutorReplicas REPLICAS = ExecutorReplicas.instance();

  @TempDir private Path scratch;
  private Path model;

  @BeforeEach
  void write() {
    model = SyntheticCheckpoint.recurrentGemma(scratch.resolve("model"), 5);
  }

  private ModelReference reference() {
    return ModelReference.of(ModelFolder.open(model), PLAIN);
  }

  /** Makes the letters b and c change places: another tokenizer of the same length. */
  private void swapTokenizer() {
    try {
      Path file = model.resolve("tokenizer.json");
      String json = Files.readString(file);
      String swapped =
          json.replace("\"b\":", "\"\0\":")
              .replace("\"c\":", "\"b\":")
              .replace("\"\0\":", "\"c\":");
      assertThat(swapped).isNotEqualTo(json);
      Files.writeString(file, swapped);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void tokenizerThatWasSwappedBetweenTwoJobsIsTheSecondsOwn() {
    ModelReference before = reference();
    int[] first = tokens(before);
    swapTokenizer();
    ModelReference after = reference();
    assertThat(after.fingerprint()).isEqualTo(before.fingerprint());
    assertThat(after).isNotEqualTo(before);
    assertThat(tokens(after)).isNotEqualTo(first);
    assertThat(REPLICAS.tokenizer(after).encode("bc")).isNotEqualTo(first);
  }

  private static int[] tokens(ModelReference model) {
    try (ExecutorReplicas.Lease lease = REPLICAS.lease(model)) {
      return lease.replica().tokenizer().encode("bc");
    }
  }

  @Test
  void otherFilesThanTheDriverSawAreRefused() {
    ModelReference before = reference();
    swapTokenizer();
    assertRefused(() -> REPLICAS.lease(before), "has another tokenizer in " + model);
    assertRefused(() -> REPLICAS.tokenizer(before), "has another tokenizer in " + model);
    SyntheticCheckpoint.recurrentGemma(model, 6);
    assertRefused(() -> REPLICAS.lease(before), "has another model in " + model);
  }

  /** After the first chunk: the answers of the others would be another tokenizer's. */
  @Test
  void swapInTheMiddleEndsTheJobByName() throws IOException {
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      lines.add("{\"id\": %d, \"body\": \"stone %d\"}".formatted(i, i));
    }
    Path input = Files.write(scratch.resolve("rows.jsonl"), lines);
    try (SparkSession spark =
        SparkSession.builder()
            .master("local[2]")
            .config("spark.ui.enabled", "false")
            .getOrCreate()) {
      boolean[] swapped = new boolean[1];
      ProgressListener swapping =
          report -> {
            if (!swapped[0] && !report.description().startsWith("0 of")) {
              swapped[0] = true;
              swapTokenizer();
            }
          };
      assertRefused(
          () -> new GenerateJob(spark, settings(input), swapping).run(),
          "tokenizer.json changed while the model was in use");
      assertThatThrownBy(() -> new GenerateJob(spark, settings(input), report -> {}).run())
          .hasMessageContainingAll("is another job's", "tokenizer_sha256");
    }
    assertThat(scratch.resolve("table/_SUCCESS")).doesNotExist();
  }

  private GenerateSettings settings(Path input) {
    Settings settings =
        Settings.of(Map.of("spark.assay.chunkRows", "2", "spark.assay.partitions", "1"));
    return new GenerateSettings(
        RowGeneration.with(model.toString())
            .template("Say {body}")
            .idColumn("id")
            .parameter("max_new_tokens", 2),
        new JobSettings(
            new InputTable(input.toString(), null, Map.of()),
            scratch.resolve("table").toString(),
            TableFormat.JSON,
            JobSettings.Execution.of(settings)),
        new FailureBudget(0));
  }

  private static void assertRefused(Runnable asking, String message) {
    assertThatThrownBy(asking::run)
        .isInstanceOfSatisfying(
            AssayException.class, e -> assertThat(e.kind()).isEqualTo(ErrorKind.MODEL))
        .hasMessageContaining(message);
  }
}
