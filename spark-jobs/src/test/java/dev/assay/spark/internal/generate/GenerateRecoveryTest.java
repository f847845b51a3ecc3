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
import java.util.stream.Stream;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What storage loses of an unfinished job is done again: no row is missing, none twice there. */
class GenerateRecoveryTest {
  private static final int ROWS = 60;

  @TempDir static Path folder;
  private static SparkSession spark;
  private static Path input;
  private static String model;
  private static List<String> whole;

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
    job(input, folder.resolve("whole"), report -> {}).run();
    whole = rows(folder.resolve("whole"));
  }

  @AfterAll
  static void stop() {
    spark.stop();
  }

  /** What becomes of a file. */
  enum Damage {
    DELETED,
    EMPTIED,
    TRUNCATED;

    void to(Path file) throws IOException {
      byte[] bytes = Files.readAllBytes(file);
      // Hadoop would see by its checksums what nobody sees on other file systems.
      Files.deleteIfExists(file.resolveSibling("." + file.getFileName() + ".crc"));
      switch (this) {
        case DELETED -> Files.delete(file);
        case EMPTIED -> Files.write(file, new byte[0]);
        case TRUNCATED -> Files.write(file, java.util.Arrays.copyOf(bytes, lastLine(bytes)));
      }
    }

    /** Where the last line but one ends: what is left is a whole file of fewer rows. */
    private static int lastLine(byte[] bytes) {
      int end = bytes.length - 1;
      while (end > 0 && bytes[end - 1] != '\n') {
        end--;
      }
      return end;
    }
  }

  @ParameterizedTest
  @EnumSource
  void damagedChunkIsDoneAgain(Damage damage) throws IOException {
    Path output = stopped("chunk-" + damage);
    damage.to(parts(output, "chunk-").get(0));
    assertGoesOn(output);
  }

  @ParameterizedTest
  @EnumSource
  void damagedCopyOfTheInputIsMadeAgain(Damage damage) throws IOException {
    Path output = stopped("input-" + damage);
    for (Path part : parts(output, "input.")) {
      damage.to(part);
    }
    assertGoesOn(output);
  }

  @Test
  void smallFilesThatAreEmptyOrBrokenCountAsAbsent() throws IOException {
    Path output = stopped("empty");
    try (Stream<Path> files = Files.list(work(output))) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Files.writeString(file, file.getFileName().toString().startsWith("chunk") ? "{\"fo" : "");
      }
    }
    assertGoesOn(output);
  }

  @Test
  void damagedFileThatIsPublishedIsMadeAgain() throws IOException {
    Path output = stopped("published");
    Path part = parts(output, "chunk-").get(0);
    String chunk = part.getParent().getFileName().toString().substring(0, "chunk-00000".length());
    Files.writeString(output.resolve(chunk + "-" + part.getFileName()), "");
    Files.delete(part);
    assertGoesOn(output);
  }

  @Test
  void whatIsNotOfTheJobIsRefusedByName() throws IOException {
    Path output = stopped("stray");
    Path stray = Files.writeString(output.resolve("stray.json"), "{\"id\": 61}\n");
    assertThatThrownBy(() -> job(input, output, report -> {}).run())
        .isInstanceOf(AssayException.class)
        .hasMessageContaining("stray.json, which is not of this job");
    assertThat(output.resolve("_SUCCESS")).doesNotExist();
    Files.delete(stray);
    assertGoesOn(output);
  }

  @Test
  void completeTableLosesItsWorkFolderAndKeepsItsCounts() throws IOException {
    Path output = folder.resolve("complete");
    GenerateResult.Counts counts = job(input, output, report -> {}).run().counts();
    Files.createDirectories(work(output));
    Files.writeString(work(output).resolve("a-copy-of-the-input"), "secret");
    Files.writeString(output.resolve("_counts.json"), "");
    GenerateResult again = job(input, output, report -> {}).run();
    assertThat(again.completion()).isEqualTo(Completion.COMPLETE_BEFORE);
    assertThat(again.counts()).isEqualTo(counts);
    assertThat(output.resolve("_work")).doesNotExist();
  }

  @Test
  void columnsByTheJobsOwnNamesAreRefused() throws IOException {
    Path reserved = folder.resolve("reserved.jsonl");
    Files.writeString(reserved, "{\"id\": 1, \"body\": \"a\", \"_assay_order\": 5}\n");
    assertThatThrownBy(() -> job(reserved, folder.resolve("reserved"), report -> {}).run())
        .isInstanceOf(AssayException.class)
        .hasMessageContaining("the rows have a column '_assay_order'");
  }

  private static void assertGoesOn(Path output) {
    GenerateResult result = job(input, output, report -> {}).run();
    assertThat(result.counts().rows()).isEqualTo(ROWS);
    assertThat(rows(output)).hasSize(ROWS).isEqualTo(whole);
    assertThat(output.resolve("_work")).doesNotExist();
  }

  /** A job that stopped after a commit. */
  private static Path stopped(String name) {
    Path output = folder.resolve(name);
    ProgressListener stopping =
        report -> {
          if (!report.description().startsWith("0 of")) {
            throw new IllegalStateException("stopped here");
          }
        };
    assertThatThrownBy(() -> job(input, output, stopping).run()).hasMessage("stopped here");
    return output;
  }

  private static Path work(Path output) {
    return output.resolve("_work/generation");
  }

  /** Files of rows in the work folder, of what is committed. */
  private static List<Path> parts(Path output, String of) throws IOException {
    try (Stream<Path> files = Files.walk(work(output))) {
      List<Path> parts =
          files
              .filter(file -> file.getFileName().toString().startsWith("part-"))
              .filter(file -> work(output).relativize(file).toString().startsWith(of))
              .filter(file -> !file.toString().contains("_temporary"))
              .filter(file -> isCommitted(output, file))
              .sorted()
              .toList();
      assertThat(parts).isNotEmpty();
      return parts;
    }
  }

  private static boolean isCommitted(Path output, Path part) {
    String attempt = work(output).relativize(part).getName(0).toString();
    String name = attempt.substring(0, attempt.indexOf('.'));
    return Files.exists(work(output).resolve(name + ".json"));
  }

  private static GenerateJob job(Path input, Path output, ProgressListener listener) {
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
                output.toString(),
                TableFormat.JSON,
                JobSettings.Execution.of(settings)),
            new FailureBudget(0));
    return new GenerateJob(spark, wanted, listener);
  }

  private static List<String> rows(Path table) {
    return spark.read().json(table.toString()).orderBy("id").toJSON().collectAsList();
  }
}
