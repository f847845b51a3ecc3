package dev.assay.spark.internal.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.assay.core.error.AssayException;
import dev.assay.core.error.ErrorKind;
import dev.assay.core.error.FailureBudget;
import dev.assay.core.testing.SyntheticCheckpoint;
import dev.assay.eval.comparison.LeftOut;
import dev.assay.eval.comparison.PairedComparison;
import dev.assay.eval.comparison.PromptRule;
import dev.assay.eval.encoding.Truncation;
import dev.assay.eval.prompt.DocumentLimit;
import dev.assay.eval.prompt.FewShotSampling;
import dev.assay.eval.task.TaskCatalog;
import dev.assay.eval.task.TaskGroup;
import dev.assay.spark.internal.settings.Settings;
import dev.assay.spark.internal.tables.RunFolder;
import dev.assay.spark.testing.SampleBenchmarks;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs that have not the same items, the same groups, the same data. */
class CompareJobTest {
  private static final int SUBJECTS = 13;

  @TempDir private static Path folder;
  private static SparkSession spark;
  private static Path data;
  private static Path griffin;
  private static Path transformer;

  @BeforeAll
  static void start() throws IOException {
    spark =
        SparkSession.builder().master("local[2]").config("spark.ui.enabled", "false").getOrCreate();
    griffin = SyntheticCheckpoint.recurrentGemma(folder.resolve("griffin"), 5);
    transformer = SyntheticCheckpoint.gemma(folder.resolve("transformer"), 6);
    data = SampleBenchmarks.write(folder.resolve("data"), 12);
    Path piqa = data.resolve("piqa/validation.jsonl");
    List<String> lines = Files.readAllLines(piqa);
    lines.set(2, "{\"goal\": \"an item without answers\"}");
    Files.write(piqa, lines);
    for (String task : group("mmlu_other").tasks()) {
      String subject = task.substring("mmlu_".length());
      for (String split : List.of("dev", "test")) {
        Path file = data.resolve("mmlu/" + split + "/" + subject + ".jsonl");
        if (!Files.exists(file)) {
          Files.copy(data.resolve("mmlu/" + split + "/anatomy.jsonl"), file);
        }
      }
    }
  }

  @AfterAll
  static void stop() {
    spark.stop();
  }

  @Test
  void itemsOfOneRunAndFailedOnesAreCountedAndLeftOut() {
    String ten = evaluate(griffin, data, "10", "piqa");
    String six = evaluate(transformer, data, "6", "piqa,hellaswag");
    RunComparison comparison = compare(ten, six);
    assertThat(comparison.scores()).extracting(ComparedScore::name).contains("piqa", "hellaswag");
    PairedComparison piqa = score(comparison, "piqa").comparison();
    assertThat(piqa.leftOut()).isEqualTo(new LeftOut(4, 0, 1, 0));
    assertThat(piqa.items()).isEqualTo(5);
    PairedComparison hellaswag = score(comparison, "hellaswag").comparison();
    assertThat(hellaswag.leftOut()).isEqualTo(new LeftOut(0, 6, 0, 0));
    assertThat(hellaswag.items()).isZero();
  }

  @Test
  void groupIsComparedOverAllItemsOfItsTasks() {
    String mine = evaluate(griffin, data, "3", "mmlu_other@1");
    RunComparison comparison = compare(mine, evaluate(transformer, data, "3", "mmlu_other@1"));
    assertThat(comparison.outermost()).extracting(ComparedScore::name).containsOnly("mmlu_other");
    assertThat(comparison.scores()).hasSize(1 + SUBJECTS);
    ComparedScore group = score(comparison, "mmlu_other");
    assertThat(group.shots()).hasValue(1);
    assertThat(group.comparison().items()).isEqualTo(3 * SUBJECTS);
    int wins = 0;
    int losses = 0;
    double difference = 0;
    for (ComparedScore score : comparison.scores()) {
      if (!score.outermost()) {
        wins += score.comparison().tally().wins();
        losses += score.comparison().tally().losses();
        difference += score.comparison().difference().mean() / SUBJECTS;
      }
    }
    assertThat(wins + losses).as("the models differ").isPositive();
    assertThat(group.comparison().tally().wins()).isEqualTo(wins);
    assertThat(group.comparison().tally().losses()).isEqualTo(losses);
    assertThat(group.comparison().difference().mean()).isCloseTo(difference, within(1e-12));

    String zeroShot = evaluate(transformer, data, "3", "mmlu_other@0");
    assertThat(score(compare(mine, zeroShot), "mmlu_other").shots()).isEmpty();
  }

  @Test
  void runsOverOtherDataAreRefused() {
    Path other = SampleBenchmarks.write(folder.resolve("other"), 13);
    String here = evaluate(griffin, data, "4", "hellaswag");
    String there = evaluate(transformer, other, "4", "hellaswag");
    assertThatThrownBy(() -> compare(here, there))
        .isInstanceOfSatisfying(
            AssayException.class, e -> assertThat(e.kind()).isEqualTo(ErrorKind.DATA))
        .hasMessageContaining("cannot be compared on hellaswag: 12 documents in one, 13");
    assertThatThrownBy(() -> compare(here, "r0"))
        .hasMessageContaining("there is no complete run 'r0'");
  }

  private static RunComparison compare(String candidate, String baseline) {
    String output = folder.resolve("output").toString();
    return CompareJob.ofRuns(
            spark,
            new RunFolder(output, candidate),
            new RunFolder(output, baseline),
            PromptRule.SAME)
        .headlines();
  }

  private static ComparedScore score(RunComparison comparison, String name) {
    return comparison.scores().stream()
        .filter(score -> score.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private static TaskGroup group(String name) {
    return TaskCatalog.standard().selectGroups(List.of(name)).get(0);
  }

  private static String evaluate(Path model, Path data, String limit, String tasks) {
    List<String> names = List.of(tasks.split(","));
    EvaluateSettings settings =
        new EvaluateSettings(
            model,
            TaskCatalog.standard().select(names, OptionalInt.empty()),
            TaskCatalog.standard().selectGroups(names),
            DocumentLimit.parse(limit),
            data,
            folder.resolve("output").toString(),
            Truncation.SHOTS,
            OptionalInt.empty(),
            FewShotSampling.harness(),
            false,
            new FailureBudget(5),
            new EvaluateSettings.Details(false, false, false),
            EvaluateSettings.Execution.of(Settings.of(Map.of())));
    return new EvaluateJob(spark, settings, report -> {}).run().runId();
  }
}
