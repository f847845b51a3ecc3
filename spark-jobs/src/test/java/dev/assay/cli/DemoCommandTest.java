package dev.assay.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.core.testing.SyntheticCheckpoint;
import dev.assay.spark.testing.SampleBenchmarks;
import dev.assay.spark.testing.StoredTables;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two random models over benchmarks without sense: the page says what the tables say. */
class DemoCommandTest {
  private static final int ITEMS = 40;

  @TempDir private static Path folder;
  private static CommandRun run;

  @BeforeAll
  static void demo() {
    SyntheticCheckpoint.recurrentGemma(folder.resolve("griffin"), 3);
    SyntheticCheckpoint.gemma(folder.resolve("transformer"), 4);
    SampleBenchmarks.write(folder.resolve("data"), ITEMS);
    run = demo("--tasks", "mmlu_virology@1,hellaswag,piqa");
  }

  private static CommandRun demo(Object... more) {
    List<Object> words =
        new ArrayList<>(
            List.of(
                "demo",
                "--model",
                folder.resolve("griffin"),
                "--baseline",
                folder.resolve("transformer"),
                "--data",
                folder.resolve("data"),
                "--output",
                folder.resolve("output"),
                "--master",
                "local[2]"));
    words.addAll(Arrays.asList(more));
    return CommandRun.of(words.toArray());
  }

  @Test
  void pageIsPlainWhereNobodyLooks() {
    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(run.out()).doesNotContain("\u001b", "\r").contains("Assay demo");
    assertThat(run.out()).contains("griffin", "transformer", "120 items in 3 suites");
    assertThat(run.out()).containsPattern("mmlu_virology +1 +acc +40 ");
    assertThat(run.out()).containsPattern("hellaswag +0 +acc_norm +40 ");
    assertThat(run.out()).containsPattern("piqa +0 +acc_norm +40 ");
    assertThat(run.err()).isEmpty();
  }

  @Test
  void winsLossesAndTiesAreThoseOfTheStoredScores() {
    List<String> ids = runIds(run);
    try (StoredTables tables = new StoredTables(folder.resolve("output"))) {
      List<Row> mine = scores(tables, ids.get(0));
      List<Row> others = scores(tables, ids.get(1));
      assertThat(mine).hasSize(ITEMS);
      int wins = 0;
      int losses = 0;
      for (int i = 0; i < ITEMS; i++) {
        int sign = Double.compare(mine.get(i).getAs("value"), others.get(i).getAs("value"));
        wins += sign > 0 ? 1 : 0;
        losses += sign < 0 ? 1 : 0;
      }
      assertThat(wins + losses).as("the models differ").isPositive();
      int ties = ITEMS - wins - losses;
      assertThat(run.out())
          .containsPattern("piqa .* " + wins + " +" + losses + " +" + ties + " +[01]\\.");
    }
  }

  private static List<Row> scores(StoredTables tables, String runId) {
    return tables
        .table("scores")
        .where("run_id = '" + runId + "' and task = 'piqa' and metric = 'acc_norm'")
        .orderBy("doc_id")
        .collectAsList();
  }

  @Test
  void secondCallComputesNothingAndSaysTheSame() {
    CommandRun again = demo("--tasks", "mmlu_virology@1,hellaswag,piqa");
    assertThat(again.exitCode()).as(again.err()).isZero();
    assertThat(again.out().lines().filter(line -> line.contains("was complete before"))).hasSize(2);
    assertThat(untimed(again)).isEqualTo(untimed(run));
    assertThat(runIds(again)).isEqualTo(runIds(run));
  }

  /** Scores, differences, tokens and verdicts; every gate has a name of its own. */
  private static String untimed(CommandRun run) {
    return run.out()
        .substring(run.out().indexOf("Scores"), run.out().indexOf("Tables"))
        .replaceAll("reports/[0-9]{8}T[0-9]{6}-[0-9a-f]{8}/", "reports/GATE/");
  }

  private static List<String> runIds(CommandRun run) {
    Matcher ids = Pattern.compile("run (r[0-9a-f]{16})").matcher(run.out());
    return ids.results().map(result -> result.group(1)).toList();
  }

  @Test
  void limitIsOfEveryTask() {
    CommandRun limited = demo("--tasks", "mmlu_virology,mmlu_anatomy", "--limit", "5");
    assertThat(limited.exitCode()).as(limited.err()).isZero();
    assertThat(limited.out()).contains("10 items in 2 suites").doesNotContain("left out");
  }

  @Test
  void withoutTheLauncherNothingIsGuessed() {
    CommandRun bare = CommandRun.of("demo");
    assertThat(bare.exitCode()).isEqualTo(2);
    assertThat(bare.err()).contains("no --model is given", "submit-scripts/assay demo");
  }
}
