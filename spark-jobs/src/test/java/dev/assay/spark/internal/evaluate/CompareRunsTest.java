package dev.assay.spark.internal.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.assay.core.error.AssayException;
import dev.assay.core.error.ErrorKind;
import dev.assay.core.error.FailureBudget;
import dev.assay.core.testing.SyntheticCheckpoint;
import dev.assay.datasets.DatasetForms;
import dev.assay.eval.catalog.Selection;
import dev.assay.eval.catalog.TaskCatalog;
import dev.assay.eval.catalog.TaskGroup;
import dev.assay.eval.comparison.ComparedScore;
import dev.assay.eval.comparison.LeftOut;
import dev.assay.eval.comparison.PairedComparison;
import dev.assay.eval.comparison.PromptRule;
import dev.assay.eval.comparison.RunComparison;
import dev.assay.eval.prompt.DocumentLimit;
import dev.assay.eval.prompt.FewShotSampling;
import dev.assay.eval.request.Truncation;
import dev.assay.spark.internal.session.LazySession;
import dev.assay.spark.internal.settings.Settings;
import dev.assay.spark.internal.tables.ComparedSides;
import dev.assay.spark.internal.tables.RunFolder;
import dev.assay.spark.testing.SampleBenchmarks;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs that have not the same items, the same groups, the same data. */
class CompareRunsTest {
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
    List<ComparedScore> comparison = compare(ten, six);
    assertThat(comparison).extracting(ComparedScore::name).contains("piqa", "hellaswag");
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
    List<ComparedScore> comparison =
        compare(mine, evaluate(transformer, data, "3", "mmlu_other@1"));
    assertThat(comparison)
        .filteredOn(ComparedScore::outermost)
        .extracting(ComparedScore::name)
        .containsOnly("mmlu_other");
    assertThat(comparison).hasSize(1 + SUBJECTS);
    ComparedScore group = score(comparison, "mmlu_other");
    assertThat(group.shots()).hasValue(1);
    assertThat(group.comparison().items()).isEqualTo(3 * SUBJECTS);
    int wins = 0;
    int losses = 0;
    double difference = 0;
    for (ComparedScore score : comparison) {
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

  private static List<ComparedScore> compare(String candidate, String baseline) {
    String output = folder.resolve("output").toString();
    return new RunComparison(
            ComparedSides.run(LazySession.of(spark), new RunFolder(output, candidate)),
            ComparedSides.run(LazySession.of(spark), new RunFolder(output, baseline)),
            PromptRule.SAME)
        .headlines();
  }

  private static ComparedScore score(List<ComparedScore> comparison, String name) {
    return comparison.stream().filter(score -> score.name().equals(name)).findFirst().orElseThrow();
  }

  private static TaskGroup group(String name) {
    return TaskCatalog.standard().select(List.of(name), OptionalInt.empty()).groups().get(0);
  }

  private static String evaluate(Path model, Path data, String limit, String tasks) {
    List<String> names = List.of(tasks.split(","));
    Selection selection = TaskCatalog.standard().select(names, OptionalInt.empty());
    EvaluateSettings settings =
        new EvaluateSettings(
            model,
            selection.tasks(),
            selection.groups(),
            DocumentLimit.parse(limit),
            DatasetForms.folder(data),
            folder.resolve("output").toString(),
            Truncation.SHOTS,
            OptionalInt.empty(),
            FewShotSampling.harness(),
            Optional.empty(),
            false,
            new FailureBudget(5),
            new EvaluateSettings.Details(false, false, false),
            EvaluateSettings.Execution.of(Settings.of(Map.of())));
    return new EvaluateJob(spark, settings, report -> {}).run().runId();
  }
}
