package dev.assay.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import dev.assay.core.testing.SyntheticCheckpoint;
import dev.assay.spark.testing.SampleBenchmarks;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.spark.SparkUserAppException;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** Random models over benchmarks without sense, night after night: each test is the next night. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class RegressCommandTest {
  private static final int ITEMS = 60;

  @TempDir private static Path folder;
  private static Path configuration;

  @BeforeAll
  static void layOut() throws IOException {
    SyntheticCheckpoint.recurrentGemma(folder.resolve("griffin"), 3);
    SyntheticCheckpoint.gemma(folder.resolve("transformer"), 4);
    SampleBenchmarks.write(folder.resolve("data"), ITEMS);
    configuration =
        Files.writeString(
            folder.resolve("gate.yaml"),
            """
            name: nightly
            model: %1$s/griffin
            data: %1$s/data
            tasks: mmlu_virology@1,mmlu_anatomy@1,hellaswag,piqa
            evaluate: {limit: null, apply_chat_template: false}
            output: %1$s/results
            history: %1$s/regress
            alpha: 0.05
            resamples: 500
            defaults: {min_effect: 0.01}
            lines:
              - {task: hellaswag, metric: acc_norm}
              - {task: piqa, metric: acc, mode: non_inferior, min_effect: 0.05}
              - {task: "mmlu_*", metric: acc, informative: true}
              - {task: piqa, mode: identical}
              - {task: hellaswag, metric: acc, mode: absolute, min: 0.01}
            reports: {directory: %1$s/reports}
            """
                .formatted(folder));
  }

  @Test
  @Order(1)
  void aDryRunComputesNothing() throws IOException {
    CommandRun run = regress("run", configuration, "--dry_run");
    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(run.out())
        .contains(" would be computed: ", "hellaswag acc_norm", "6,", "nothing was computed");
    assertThat(folder.resolve("regress")).doesNotExist();
    assertThat(folder.resolve("results")).doesNotExist();
  }

  @Test
  @Order(2)
  void theFirstCandidateIsPinned() throws IOException {
    CommandRun run = regress("run", configuration, "--revision", "abc123");
    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(run.out())
        .contains("passed (exit 0): 3 no baseline, 1 ok; the candidate is pinned as nightly");
    JsonNode json = latestJson();
    assertThat(json.get("status").textValue()).isEqualTo("passed");
    assertThat(json.get("pinned").textValue()).isEqualTo("nightly");
    assertThat(json.get("git_revision").textValue()).isEqualTo("abc123");
    assertThat(json.get("baseline").isNull()).isTrue();
  }

  /** The same again: a finished run is found, and nothing differs. */
  @Test
  @Order(3)
  void aRunEqualsItselfInAllModes() throws IOException {
    CommandRun run = regress("run", configuration, "--set", "mlflow={uri: \"http://127.0.0.1:1\"}");
    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(run.err()).contains("warning: MLflow was not told");
    JsonNode json = latestJson();
    assertThat(json.get("lines")).hasSize(6);
    for (JsonNode line : json.get("lines")) {
      assertThat(line.get("status").textValue()).as(line.toString()).isEqualTo("ok");
    }
    assertThat(json.get("baseline").get("run_id")).isEqualTo(json.get("candidate").get("run_id"));
    CommandRun dry = regress("run", configuration, "--dry_run");
    assertThat(dry.out()).contains("is complete: nothing would be computed", "nothing was written");
  }

  @Test
  @Order(4)
  void anotherModelIsNotIdenticalAndSaysWhere() throws IOException {
    CommandRun run =
        regress(
            "run",
            configuration,
            "--set",
            "model=" + folder.resolve("transformer"),
            "--reports",
            folder.resolve("ci"));
    assertThat(run.exitCode()).as(run.out() + run.err()).isEqualTo(10);
    JsonNode json = new ObjectMapper().readTree(folder.resolve("ci/gate.json").toFile());
    assertThat(json.get("exit_code").intValue()).isEqualTo(10);
    assertThat(
            JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                .getSchema(Files.readString(Path.of("..", "docs", "gate-report.schema.json")))
                .validate(json))
        .isEmpty();
    for (String report : List.of("gate.md", "gate.html", "junit.xml")) {
      assertThat(folder.resolve("ci").resolve(report)).content().contains("hellaswag");
    }
    JsonNode identical = json.get("lines").get(4);
    assertThat(identical.get("mode").textValue()).isEqualTo("identical");
    assertThat(identical.get("status").textValue()).isEqualTo("changed");
    assertThat(identical.get("worse")).hasSize(10);
    assertThat(json.get("lines").get(0).get("previous").isNumber()).isTrue();
  }

  @Test
  @Order(5)
  void aRunOfOtherDocumentsIsNotComparable() throws IOException {
    CommandRun run = regress("run", configuration, "--set", "evaluate.limit=30");
    assertThat(run.exitCode()).as(run.out() + run.err()).isEqualTo(12);
    assertThat(run.out()).contains("not_comparable: left_out: 30 of 60 items");
  }

  @Test
  @Order(6)
  void pinsAreListedAndTakenOff() throws IOException {
    String other = latestJson().get("candidate").get("run_id").textValue();
    CommandRun pin =
        regress(
            "pin", other, "--config", configuration, "--tag", "release-1", "--note", "of thirty");
    assertThat(pin.exitCode()).as(pin.err()).isZero();
    CommandRun check =
        regress("check", configuration, "--candidate", other, "--baseline", "tag:release-1");
    assertThat(check.exitCode()).as(check.out() + check.err()).isZero();
    CommandRun list = regress("list", "--history", folder.resolve("regress"));
    assertThat(list.exitCode()).as(list.err()).isZero();
    assertThat(list.out())
        .contains("release-1", "of thirty", "nightly", "not_comparable")
        .containsPattern("nightly +" + folder.resolve("results") + "/r[0-9a-f]{16} .*gate 2");
    CommandRun unpin =
        regress("unpin", "--history", folder.resolve("regress"), "--tag", "release-1");
    assertThat(unpin.exitCode()).as(unpin.err()).isZero();
    CommandRun again =
        regress("unpin", "--history", folder.resolve("regress"), "--tag", "release-1");
    assertThat(again.exitCode()).isEqualTo(2);
    assertThat(again.err()).contains("'release-1' is pinned to nothing", "pinned are nightly");
    CommandRun fails =
        regress(
            "check",
            configuration,
            "--candidate",
            other,
            "--baseline",
            "tag:release-1",
            "--set",
            "first_run=fail");
    assertThat(fails.exitCode()).isEqualTo(13);
  }

  @Test
  @Order(7)
  void aPlanSaysWhatLinesNeed() {
    CommandRun plan = regress("plan", configuration, "--discordance", "0.1");
    assertThat(plan.exitCode()).as(plan.err()).isZero();
    // ((1.6449 + 0.8416)/0.01)² · (0.1 − 0.0001); thirty items are what the latest gate had.
    assertThat(plan.out())
        .containsPattern("hellaswag acc_norm +detect +0.0100 +0.1000 +6,177 +30 +0.1436");
  }

  @Test
  @Order(8)
  void theHistoryIsTables() throws IOException {
    try (SparkSession spark = SparkSession.builder().master("local[1]").getOrCreate()) {
      List<Row> gates =
          spark
              .read()
              .parquet(folder.resolve("regress/gates").toString())
              .orderBy("gate_id")
              .collectAsList();
      assertThat(gates)
          .extracting(row -> row.<Integer>getAs("exit_code"))
          .containsExactly(0, 0, 10, 12, 0, 13);
      assertThat(spark.read().parquet(folder.resolve("regress/gate_lines").toString()).count())
          .isEqualTo(6 * gates.size());
      for (String table : List.of("gates", "gate_lines", "baselines")) {
        spark
            .read()
            .parquet(folder.resolve("regress/" + table).toString())
            .createOrReplaceTempView(table);
      }
      List<List<Row>> answers = new ArrayList<>();
      Matcher queries =
          Pattern.compile("```sql\n(.*?)```", Pattern.DOTALL)
              .matcher(Files.readString(Path.of("..", "docs", "regress.md")));
      while (queries.find()) {
        answers.add(spark.sql(queries.group(1)).collectAsList());
      }
      assertThat(answers).hasSize(3);
      assertThat(answers.get(0)).hasSize(6);
      assertThat(answers.get(0).get(0).<String>getAs("status")).isEqualTo("no_baseline");
      assertThat(answers.get(1)).hasSize(6);
      assertThat(answers.get(1).get(1).<Double>getAs("difference")).isZero();
      assertThat(answers.get(2))
          .filteredOn(row -> row.<String>getAs("metric").equals("answers"))
          .singleElement()
          .satisfies(
              row -> {
                assertThat(row.<Long>getAs("alarms")).isEqualTo(1);
                assertThat(row.<Long>getAs("not_comparable")).isEqualTo(1);
              });
    }
    assertThat(folder.resolve("regress/_work")).doesNotExist();
  }

  @Test
  @Order(9)
  void whatIsAskedIsChecked() {
    assertThat(regress("run", folder.resolve("none.yaml")).exitCode()).isEqualTo(2);
    CommandRun option = regress("run", configuration, "--set", "evaluate.limmit=3");
    assertThat(option.exitCode()).isEqualTo(2);
    assertThat(option.err()).contains("no option 'limmit'", "did you mean 'limit'?");
    CommandRun elsewhere = regress("run", configuration, "--set", "evaluate.tasks=x");
    assertThat(elsewhere.err()).contains("'tasks' has a key of its own");
    CommandRun task = regress("run", configuration, "--set", "lines.0.task=hellaswga");
    assertThat(task.exitCode()).isEqualTo(2);
    assertThat(task.err()).contains("did you mean 'hellaswag'?");
    CommandRun run = regress("check", configuration, "--candidate", "r0");
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains("there is no complete run 'r0'");
  }

  /** Of a real spark-submit in client mode: the verdict's code arrives as it is. */
  @Test
  @Order(10)
  void sparkSubmitEndsWithTheVerdictsCode() throws Exception {
    List<String> command = new ArrayList<>();
    command.add(ProcessHandle.current().info().command().orElseThrow());
    command.add("@" + Path.of(System.getProperty("assay.conf"), "java-options"));
    command.addAll(List.of("-Xmx1g", "-cp", System.getProperty("java.class.path")));
    command.addAll(List.of("org.apache.spark.deploy.SparkSubmit", "--master", "local[1]"));
    command.addAll(List.of("--conf", "spark.ui.enabled=false", "--class", Assay.class.getName()));
    command.add("spark-internal");
    command.addAll(noBaseline());
    Path log = folder.resolve("submit.log");
    Process submit =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start();
    try {
      assertThat(submit.waitFor(120, TimeUnit.SECONDS)).isTrue();
      assertThat(submit.exitValue()).as(Files.readString(log)).isEqualTo(13);
    } finally {
      submit.destroyForcibly();
    }
    assertThat(folder.resolve("submitted/gate.json")).content().contains("\"exit_code\" : 13");
  }

  /** Where the cluster holds the driver, Spark's own exception carries the code. */
  @Test
  @Order(11)
  void inClusterModeAnExceptionCarriesTheCode() throws IOException {
    List<String> words = noBaseline();
    words.addAll(List.of("--master", "local[1]", "--conf", "spark.ui.enabled=false"));
    String mode = "spark.submit.deployMode";
    System.setProperty(mode, "cluster");
    try {
      assertThatThrownBy(() -> Assay.main(words.toArray(String[]::new)))
          .isInstanceOfSatisfying(
              SparkUserAppException.class, e -> assertThat(e.exitCode()).isEqualTo(13));
    } finally {
      System.clearProperty(mode);
    }
  }

  /** The baseline's model is asked in a run of its own, and so is the candidate's. */
  @Test
  @Order(12)
  void answersAreHeldSideBySide() throws IOException {
    Path prompts =
        Files.writeString(
            folder.resolve("prompts.jsonl"), "{\"prompt\": \"virus\"}\n{\"prompt\": \"river\"}\n");
    String side =
        "lines.4={task: 'side:prompts:%s', judge: 'rule:length', mode: absolute, min: 0.1}"
            .formatted(prompts);
    String other =
        new ObjectMapper()
            .readTree(folder.resolve("ci/gate.json").toFile())
            .get("candidate")
            .get("run_id")
            .textValue();
    CommandRun run = regress("check", configuration, "--candidate", other, "--set", side);
    JsonNode line = latestJson().get("lines").get(5);
    assertThat(line.get("metric").textValue()).as(run.out() + run.err()).isEqualTo("rate");
    assertThat(line.get("filter").textValue()).isEqualTo("rule:length");
    assertThat(line.get("judge").textValue()).isEqualTo("rule:length");
    assertThat(line.get("n").intValue()).isEqualTo(2);
    assertThat(line.get("candidate").doubleValue()).isBetween(0.0, 1.0);

    String own = side.replace("rule:length", folder.resolve("transformer").toString());
    assertThat(regress("check", configuration, "--candidate", other, "--set", own).err())
        .contains("would judge its own answers", "same_judge");
    String let = own.replace("mode:", "same_judge: true, mode:");
    CommandRun judged = regress("check", configuration, "--candidate", other, "--set", let);
    assertThat(latestJson().get("lines").get(5).get("judge").textValue())
        .as(judged.out() + judged.err())
        .startsWith("pair-1 of ");
  }

  private static List<String> noBaseline() throws IOException {
    List<String> words = new ArrayList<>(List.of("regress", "check", configuration.toString()));
    words.addAll(List.of("--candidate", latestJson().get("candidate").get("run_id").textValue()));
    words.addAll(List.of("--baseline", "tag:none", "--set", "first_run=fail"));
    words.addAll(List.of("--reports", folder.resolve("submitted").toString()));
    return words;
  }

  private static CommandRun regress(Object... arguments) {
    List<Object> words = new ArrayList<>(List.of("regress"));
    words.addAll(Arrays.asList(arguments));
    words.addAll(List.of("--master", "local[2]", "--conf", "spark.ui.enabled=false"));
    return CommandRun.of(words.toArray());
  }

  private static JsonNode latestJson() throws IOException {
    try (Stream<Path> gates = Files.list(folder.resolve("reports"))) {
      Path latest = gates.max(Comparator.naturalOrder()).orElseThrow();
      return new ObjectMapper().readTree(latest.resolve("gate.json").toFile());
    }
  }
}
