package dev.assay.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.assay.core.testing.SharedFolder;
import dev.assay.core.testing.SyntheticCheckpoint;
import dev.assay.spark.testing.SampleBenchmarks;
import dev.assay.spark.testing.StoredTables;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Random models over benchmarks without sense: the command says what the tables say. */
class CompareCommandTest {
  private static final int ITEMS = 40;
  private static final String TASKS = "mmlu_virology@1,mmlu_anatomy@1,hellaswag,piqa";

  @TempDir private static Path folder;
  private static Path output;
  private static String exact;
  private static String quantized;
  private static String other;

  @BeforeAll
  static void evaluate() {
    output = folder.resolve("output");
    SyntheticCheckpoint.recurrentGemma(folder.resolve("griffin"), 3);
    SyntheticCheckpoint.gemma(folder.resolve("transformer"), 4);
    SampleBenchmarks.write(folder.resolve("data"), ITEMS);
    exact = evaluate("griffin", "--tasks", TASKS);
    quantized = evaluate("griffin", "--tasks", TASKS, "--quantize", "int8");
    other = evaluate("transformer", "--tasks", "piqa,mmlu_virology@0", "--limit", "30");
  }

  @Test
  void aRunEqualsItself() throws IOException {
    CommandRun run = compare(exact, exact);
    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(run.out()).contains("no item differs").doesNotContain("left out", "\u001b");
    JsonNode all = json("same", exact, exact).get("all");
    assertThat(all.get("items").intValue()).isEqualTo(4 * ITEMS);
    JsonNode acc = all.get("metrics").get(0);
    assertThat(acc.get("picks_changed").intValue()).isZero();
    assertThat(acc.get("difference").doubleValue()).isZero();
    assertThat(acc.get("p_value").doubleValue()).isEqualTo(1);
    assertThat(acc.get("run")).isEqualTo(acc.get("baseline"));
    assertThat(all.get("log_likelihoods").get("largest_difference").doubleValue()).isZero();
  }

  @Test
  void whatInt8ChangesIsWhatTheTablesSay() throws IOException {
    JsonNode comparison = json("int8", quantized, exact);
    assertThat(comparison.get("run").get("quantization").textValue()).isEqualTo("int8");
    assertThat(comparison.get("baseline").get("quantization").textValue()).isEqualTo("none");
    JsonNode piqa = task(comparison, "piqa");
    assertThat(piqa.get("outermost").booleanValue()).isTrue();
    int changed = 0;
    int right = 0;
    int wrong = 0;
    double largest = 0;
    double sum = 0;
    try (StoredTables tables = new StoredTables(output)) {
      List<Row> mine = rows(tables, "items", quantized);
      List<Row> others = rows(tables, "items", exact);
      for (int i = 0; i < ITEMS; i++) {
        int target = mine.get(i).getAs("target");
        int now = mine.get(i).getAs("picked");
        int then = others.get(i).getAs("picked");
        changed += now != then ? 1 : 0;
        right += now != then && now == target ? 1 : 0;
        wrong += now != then && then == target ? 1 : 0;
      }
      List<Row> choices = rows(tables, "samples", quantized);
      List<Row> otherChoices = rows(tables, "samples", exact);
      assertThat(choices).hasSize(2 * ITEMS);
      for (int i = 0; i < choices.size(); i++) {
        double change =
            Math.abs(
                choices.get(i).<Double>getAs("log_likelihood")
                    - otherChoices.get(i).<Double>getAs("log_likelihood"));
        largest = Math.max(largest, change);
        sum += change;
      }
    }
    assertThat(largest).isPositive();
    JsonNode acc = piqa.get("metrics").get(0);
    assertThat(acc.get("metric").textValue()).isEqualTo("acc");
    assertThat(acc.get("picks_changed").intValue()).isEqualTo(changed);
    assertThat(acc.get("became_right").intValue()).isEqualTo(right);
    assertThat(acc.get("became_wrong").intValue()).isEqualTo(wrong);
    assertThat(acc.get("wins").intValue()).isEqualTo(right);
    JsonNode change = piqa.get("log_likelihoods");
    assertThat(change.get("choices").intValue()).isEqualTo(2 * ITEMS);
    assertThat(change.get("largest_difference").doubleValue()).isEqualTo(largest);
    assertThat(change.get("mean_difference").doubleValue())
        .isCloseTo(sum / (2 * ITEMS), within(1e-12));

    CommandRun run = compare(quantized, exact);
    assertThat(run.out()).contains("griffin int8 against griffin");
    assertThat(run.out()).containsPattern("piqa +acc +40 +" + changed + " +[0-9.]+ % +" + right);
    assertThat(run.out()).containsPattern("all +acc +160 ");
  }

  private static List<Row> rows(StoredTables tables, String table, String run) {
    String[] order =
        table.equals("items") ? new String[] {"doc_id"} : new String[] {"doc_id", "choice"};
    return tables.rows(table, run, order).stream()
        .filter(row -> row.getAs("task").equals("piqa"))
        .toList();
  }

  @Test
  void severalRunsStandBesideEachOther() throws IOException {
    CommandRun run =
        CommandRun.of(
            "compare",
            output + "/" + quantized,
            output + "/" + other + "/",
            "--baseline",
            output + "/" + exact,
            "--master",
            "local[1]");
    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(run.out()).contains("griffin int8, transformer against griffin");
    assertThat(run.out())
        .containsPattern("piqa +griffin int8 +acc +40 .*\n.*\npiqa +transformer +acc +30 ");
    assertThat(run.out())
        .contains(
            "piqa, transformer: 10 items left out (0 of the run only, 10 of the baseline only, 0"
                + " failed, 0 with another prompt)",
            "mmlu_virology, transformer: 40 items left out (0 of the run only, 10 of the baseline"
                + " only, 0 failed, 30 with another prompt)",
            "--any_prompt",
            "in griffin and not in transformer: hellaswag, mmlu_anatomy");
    JsonNode any = json("any", other, exact, "--any_prompt");
    assertThat(task(any, "mmlu_virology").get("items").intValue()).isEqualTo(30);
    assertThat(task(any, "mmlu_virology").get("n_shot").isNull()).isTrue();
    assertThat(any.get("tasks_of_baseline_only").toString())
        .isEqualTo("[\"hellaswag\",\"mmlu_anatomy\"]");
  }

  @Test
  void aRunEqualsItsOwnLog() throws IOException {
    String files;
    try (Stream<Path> logs = Files.list(output.resolve("harness/" + exact))) {
      files =
          logs.filter(log -> log.getFileName().toString().startsWith("samples_"))
              .map(Path::toString)
              .collect(Collectors.joining(","));
    }
    Path json = folder.resolve("log.json");
    CommandRun run =
        CommandRun.of(
            "compare",
            exact,
            quantized,
            "--reference",
            files,
            "--output",
            output,
            "--json",
            json,
            "--master",
            "local[1]");
    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(run.out()).contains("griffin, griffin int8 against reference");
    JsonNode comparisons = new ObjectMapper().readTree(json.toFile()).get("comparisons");
    JsonNode own = comparisons.get(0).get("all");
    assertThat(own.get("items").intValue()).isEqualTo(4 * ITEMS);
    assertThat(own.get("metrics").get(0).get("picks_changed").intValue()).isZero();
    assertThat(own.get("log_likelihoods").get("largest_difference").doubleValue()).isZero();
    for (JsonNode task : comparisons.get(0).get("tasks")) {
      for (JsonNode metric : task.get("metrics")) {
        assertThat(metric.get("picks_changed").intValue()).isZero();
        assertThat(metric.get("difference").doubleValue()).isZero();
      }
    }
    assertThat(comparisons.get(1).get("all").get("log_likelihoods"))
        .isEqualTo(json("exact", quantized, exact).get("all").get("log_likelihoods"));
  }

  /** Real items, in the reference harness and here: what the log has beyond them is counted. */
  @Test
  void aRunIsHeldAgainstWhatTheHarnessLogged() throws IOException {
    Path golden = SharedFolder.path("goldens/lm-eval/gemma-wide.zero-shot.jsonl.gz");
    Path model = Files.createDirectory(folder.resolve("gemma-wide"));
    for (String file : List.of("config.json", "model.safetensors", "tokenizer_config.json")) {
      Files.copy(SharedFolder.path("goldens/wide/gemma-wide/" + file), model.resolve(file));
    }
    Files.copy(
        SharedFolder.path("tokenizers/gemma/tokenizer.json"), model.resolve("tokenizer.json"));
    String run =
        CommandRun.evaluate(
                "--model",
                model,
                "--tasks",
                "piqa",
                "--limit",
                20,
                "--output",
                output,
                "--data",
                SharedFolder.path("data"),
                "--master",
                "local[2]")
            .runId();
    JsonNode comparison = json("golden", run, "--reference", golden);
    assertThat(comparison.get("tasks_of_baseline_only").toString()).isEqualTo("[\"hellaswag\"]");
    JsonNode piqa = task(comparison, "piqa");
    assertThat(piqa.get("items").intValue()).isEqualTo(20);
    assertThat(piqa.get("left_out").get("baseline_only").intValue()).isEqualTo(230);
    assertThat(piqa.get("left_out").get("other_prompt").intValue()).isZero();
    for (JsonNode metric : piqa.get("metrics")) {
      assertThat(metric.get("picks_changed").intValue()).isZero();
    }
    assertThat(piqa.get("log_likelihoods").get("largest_difference").doubleValue())
        .isPositive()
        .isLessThan(1e-2);
  }

  @Test
  void runsThatShareNothingAreRefusedWithWhatTheyHave() {
    String hellaswag = evaluate("griffin", "--tasks", "hellaswag", "--limit", "3");
    CommandRun tasks = compare(hellaswag, other);
    assertThat(tasks.exitCode()).isEqualTo(5);
    assertThat(tasks.err())
        .contains("have no task in common", "hellaswag in one, mmlu_virology, piqa in the other");
    String zeroShot = evaluate("griffin", "--tasks", "mmlu_virology@0", "--limit", "3");
    String oneShot = evaluate("griffin", "--tasks", "mmlu_virology@1", "--limit", "2");
    CommandRun items = compare(zeroShot, oneShot);
    assertThat(items.exitCode()).isEqualTo(5);
    assertThat(items.err())
        .contains(
            "have no item in common",
            "of mmlu_virology, 1 items are in the first alone, 0 in the second, 0 failed, 2 have another"
                + " prompt",
            "with the same solved examples");
    assertThat(compare(zeroShot, oneShot, "--any_prompt").exitCode()).isZero();
  }

  @Test
  void theArgumentsAreChecked() throws IOException {
    CommandRun alone = compare(exact);
    assertThat(alone.exitCode()).isEqualTo(2);
    assertThat(alone.err()).contains("nothing to compare", "--baseline", "--reference");
    CommandRun unknown = compare(exact, "r0");
    assertThat(unknown.exitCode()).isEqualTo(2);
    assertThat(unknown.err()).contains("there is no complete run 'r0'", exact);
    CommandRun both = compare(exact, "--baseline", other, "--reference", "log.jsonl");
    assertThat(both.exitCode()).isEqualTo(2);
    CommandRun bare = CommandRun.of("compare", exact, quantized);
    assertThat(bare.exitCode()).isEqualTo(2);
    assertThat(bare.err()).contains("no folder of tables is given");
    Path there = Files.writeString(folder.resolve("there.json"), "");
    CommandRun exists = compare(exact, quantized, "--json", there);
    assertThat(exists.exitCode()).isEqualTo(6);
  }

  private static String evaluate(String model, Object... options) {
    List<Object> words = new ArrayList<>(List.of("--model", folder.resolve(model)));
    words.addAll(List.of("--data", folder.resolve("data"), "--output", output));
    words.addAll(List.of("--master", "local[2]"));
    words.addAll(Arrays.asList(options));
    return CommandRun.evaluate(words.toArray()).runId();
  }

  private static CommandRun compare(Object... arguments) {
    List<Object> words = new ArrayList<>(List.of("compare"));
    words.addAll(Arrays.asList(arguments));
    words.addAll(List.of("--output", output, "--master", "local[1]"));
    return CommandRun.of(words.toArray());
  }

  /** The one comparison that the command writes. */
  private static JsonNode json(String name, Object... arguments) throws IOException {
    Path file = folder.resolve(name + ".json");
    List<Object> words = new ArrayList<>(Arrays.asList(arguments));
    words.addAll(List.of("--json", file));
    CommandRun run = compare(words.toArray());
    assertThat(run.exitCode()).as(run.err()).isZero();
    JsonNode comparisons = new ObjectMapper().readTree(file.toFile()).get("comparisons");
    assertThat(comparisons).hasSize(1);
    return comparisons.get(0);
  }

  private static JsonNode task(JsonNode comparison, String name) {
    for (JsonNode task : comparison.get("tasks")) {
      if (task.get("task").textValue().equals(name)) {
        return task;
      }
    }
    throw new AssertionError("no task " + name + " in " + comparison);
  }
}
