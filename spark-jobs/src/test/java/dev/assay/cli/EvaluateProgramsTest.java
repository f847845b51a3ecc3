package dev.assay.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.assay.core.testing.SyntheticCheckpoint;
import dev.assay.eval.program.Limits;
import dev.assay.eval.program.ProgramRunner;
import dev.assay.eval.program.Sandbox;
import dev.assay.eval.program.Verdict;
import dev.assay.spark.testing.SampleBenchmarks;
import dev.assay.spark.testing.StoredTables;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Programs that a model writes are run where somebody confirms it, and nowhere else. What the
 * untrained model writes stands in a string here, so that tests decide what becomes of programs.
 */
class EvaluateProgramsTest {
  private static final int PROBLEMS = 5;

  @TempDir private static Path folder;
  private static Path model;
  private static Path data;

  @BeforeAll
  static void writeProblems() throws IOException {
    model = SyntheticCheckpoint.recurrentGemma(folder.resolve("model"), 37);
    data = SampleBenchmarks.write(folder.resolve("data"), 6);
    List<String> tests =
        List.of(
            "def check(f):\n    assert f() == 7\n",
            "def check(f):\n    assert f() == 8\n",
            "import sys\nsys.exit(0)\ndef check(f):\n    pass\n",
            "def check(f):\n    while f() == 7:\n        pass\n",
            "def check(f):\n    assert f() > 6\n");
    List<String> lines = new ArrayList<>();
    ObjectMapper json = new ObjectMapper();
    for (int i = 0; i < PROBLEMS; i++) {
      lines.add(
          json.writeValueAsString(
              Map.of(
                  "task_id", "Invented/" + i,
                  "prompt", "def f():\n    return 7\nTEXT = r'''" + "\n".repeat(i),
                  "canonical_solution", "",
                  "test", "'''\n" + tests.get(i),
                  "entry_point", "f")));
    }
    Files.write(
        Files.createDirectories(data.resolve("humaneval")).resolve("HumanEval.jsonl"), lines);
    writeTask();
  }

  /** HumanEval as the harness's file has it, of short answers. */
  private static void writeTask() throws IOException {
    Files.writeString(
        Files.createDirectories(folder.resolve("tasks/humaneval")).resolve("humaneval.yaml"),
        """
        task: humaneval
        dataset_path: openai/openai_humaneval
        unsafe_code: true
        output_type: generate_until
        test_split: test
        doc_to_text: "{{prompt}}"
        doc_to_target: "{{test}}\\ncheck({{entry_point}})"
        metric_list:
          - metric: !function utils.pass_at_k
            aggregation: mean
            higher_is_better: true
            k: [1]
        generation_kwargs:
          until:
            - "\\nclass"
          max_gen_toks: 8
          do_sample: false
        repeats: 1
        num_fewshot: 0
        filter_list:
          - name: "create_test"
            filter:
              - function: "custom"
                filter_fn: !function utils.build_predictions
        metadata:
          version: 1.0
        """);
  }

  private static void needsSandboxAndPython() {
    Sandbox sandbox = Sandbox.parse("namespaces", false);
    Optional<String> refusal = ProgramRunner.refusal(sandbox);
    assumeTrue(refusal.isEmpty(), () -> "no sandbox: " + refusal.orElseThrow());
    Verdict verdict = ProgramRunner.of(sandbox, "python3", Limits.STANDARD).run("pass").verdict();
    assumeTrue(verdict.status() == Verdict.Status.PASSED, () -> "no Python: " + verdict.detail());
  }

  private static CommandRun evaluate(Path output, String tasks, Object... more) {
    List<Object> words =
        new ArrayList<>(
            List.of(
                "--model",
                model,
                "--data",
                data,
                "--output",
                output,
                "--include_path",
                folder.resolve("tasks"),
                "--tasks",
                tasks));
    words.addAll(List.of(more));
    return CommandRun.evaluate(words.toArray());
  }

  private static CommandRun rescore(Path output, String runId, Object... more) {
    List<Object> words =
        new ArrayList<>(
            List.of("rescore", runId, "--output", output, "--conf", "spark.ui.enabled=false"));
    words.addAll(List.of(more));
    return CommandRun.of(words.toArray());
  }

  private static Row summary(Path output, String runId) {
    try (StoredTables tables = new StoredTables(output)) {
      return tables.rows("summary", runId, "task").stream()
          .filter(row -> row.getAs("task").equals("humaneval"))
          .findFirst()
          .orElseThrow();
    }
  }

  @Test
  void nothingIsRunUnlessConfirmed() {
    CommandRun refused = evaluate(folder.resolve("refused"), "humaneval");

    assertThat(refused.exitCode()).isEqualTo(2);
    assertThat(refused.err())
        .contains("humaneval", "--confirm_run_unsafe_code", "--store_programs_only");
    assertThat(folder.resolve("refused")).doesNotExist();
    assertThat(evaluate(folder.resolve("refused"), "piqa", "--sandbox", "none").err())
        .contains("--sandbox is given", "--confirm_run_unsafe_code");
  }

  @Test
  void lackOfASandboxIsRefusedBeforeAnythingIsGenerated() {
    Path output = folder.resolve("no-sandbox");

    CommandRun none =
        evaluate(output, "humaneval", "--confirm_run_unsafe_code", "--sandbox", "none");
    assertThat(none.exitCode()).isEqualTo(2);
    assertThat(none.err()).contains("--allow_network");
    CommandRun absent =
        evaluate(
            output,
            "humaneval",
            "--confirm_run_unsafe_code",
            "--sandbox",
            "container:no-such-image.invalid/python");
    assertThat(absent.exitCode()).isEqualTo(2);
    assertThat(absent.err()).contains("cannot be confined in sandbox container:no-such-image");
    assertThat(output.resolve("runs")).doesNotExist();
  }

  @Test
  void verdictsAreStoredAndScoredAgainWithoutRunningAnything() throws IOException {
    needsSandboxAndPython();
    Path output = folder.resolve("confirmed");

    CommandRun run = evaluate(output, "humaneval,piqa", "--confirm_run_unsafe_code");

    String runId = run.runId();
    assertThat(run.out())
        .contains("pass@1", "create_test")
        .contains("humaneval: 5 programs: 2 passed, 2 failed, 1 timed out, 0 not started")
        // Wilson's interval of 2 of 5.
        .contains("humaneval pass@1: 0.4000, 95 % over 5 problems 0.1176 to 0.7693");
    Row summary = summary(output, runId);
    assertThat(summary.<String>getAs("metric")).isEqualTo("pass@1");
    assertThat(summary.<Double>getAs("value")).isEqualTo(0.4);
    assertThat(summary.<Double>getAs("stderr")).isCloseTo(Math.sqrt(0.3 / 5), within(1e-15));
    assertThat(summary.<Long>getAs("programs_passed")).isEqualTo(2);
    assertThat(summary.<Long>getAs("programs_failed")).isEqualTo(2);
    assertThat(summary.<Long>getAs("programs_timed_out")).isEqualTo(1);
    assertThat(summary.<String>getAs("sandbox")).isEqualTo("namespaces");
    try (StoredTables tables = new StoredTables(output)) {
      assertThat(tables.rows("verdicts", runId, "doc_id"))
          .extracting(row -> row.getAs("verdict") + " " + row.getAs("detail"))
          .containsExactly(
              "passed null",
              "failed AssertionError",
              "failed SystemExit",
              "timed_out cpu",
              "passed null");
      assertThat(tables.rows("verdicts", runId, "doc_id"))
          .allSatisfy(row -> assertThat(row.<String>getAs("python")).startsWith("3."));
    }
    CommandRun again = rescore(output, runId);
    assertThat(again.exitCode()).as(again.err()).isZero();
    assertThat(again.out()).contains("scores equal the stored ones, bit for bit", "2 passed");
    try (Stream<Path> files = Files.list(output.resolve("harness").resolve(runId))) {
      Path samples =
          files
              .filter(file -> file.getFileName().toString().startsWith("samples_humaneval"))
              .findFirst()
              .orElseThrow();
      assertThat(Files.readString(samples)).contains("\"pass@1\"", "create_test");
    }
  }

  @Test
  void programsThatWereOnlyStoredAreRunLater() {
    needsSandboxAndPython();
    Path output = folder.resolve("stored");

    String runId = evaluate(output, "humaneval", "--store_programs_only").runId();

    Row before = summary(output, runId);
    assertThat(before.<Double>getAs("value")).isNull();
    assertThat(before.<Long>getAs("programs_not_run")).isEqualTo(5);
    CommandRun unscored = rescore(output, runId);
    assertThat(unscored.exitCode()).as(unscored.err()).isZero();
    assertThat(unscored.out()).contains("5 programs, none run");

    CommandRun scored = rescore(output, runId, "--confirm_run_unsafe_code");

    assertThat(scored.exitCode()).as(scored.err()).isZero();
    assertThat(scored.out()).contains("2 passed", "bit for bit");
    assertThat(summary(output, runId).<Double>getAs("value")).isEqualTo(0.4);
    CommandRun complete = evaluate(output, "humaneval", "--confirm_run_unsafe_code");
    assertThat(complete.runId()).isEqualTo(runId);
    assertThat(complete.out()).contains("was complete before", "2 passed");
  }

  @Test
  void completeRunIsJudgedByTheSameCommandWithTheConfirmation() {
    needsSandboxAndPython();
    Path output = folder.resolve("judged");
    String runId = evaluate(output, "humaneval", "--limit", "2", "--store_programs_only").runId();

    CommandRun judged = evaluate(output, "humaneval", "--limit", "2", "--confirm_run_unsafe_code");

    assertThat(judged.runId()).isEqualTo(runId);
    assertThat(judged.out()).contains("2 programs: 1 passed, 1 failed");
  }

  @Test
  void absentPythonCostsEachProgramsItemAndNoOther() throws IOException {
    needsSandboxAndPython();
    Path output = folder.resolve("no-python");

    CommandRun run =
        evaluate(
            output,
            "humaneval,piqa",
            "--confirm_run_unsafe_code",
            "--max_failed",
            "5",
            "--conf",
            "spark.assay.python=/no/such/python3");

    String runId = run.runId();
    assertThat(run.out()).contains("5 not started", "5 items failed");
    try (StoredTables tables = new StoredTables(output)) {
      List<Row> items = tables.rows("items", runId, "task", "doc_id");
      assertThat(items.subList(0, 5))
          .allSatisfy(
              item -> {
                assertThat(item.<String>getAs("error_code")).isEqualTo("program_not_started");
                assertThat(item.<String>getAs("error_message"))
                    .contains("/no/such/python3", "spark.assay.python");
              });
      assertThat(items.subList(5, 11))
          .allSatisfy(item -> assertThat(item.<String>getAs("error_code")).isNull());
    }
    assertThat(rescore(output, runId).exitCode()).isZero();

    // As a driver leaves it that dies between the two moves by which a table is replaced.
    String folderOfRun = "run_id=" + runId;
    Path away = output.resolve("_work").resolve(folderOfRun).resolve("_dead");
    Files.createDirectories(away);
    for (String table : List.of("items", "runs")) {
      Files.move(output.resolve(table).resolve(folderOfRun), away.resolve(table + ".before"));
    }

    CommandRun mended = rescore(output, runId, "--confirm_run_unsafe_code");

    assertThat(mended.exitCode()).as(mended.err()).isZero();
    assertThat(summary(output, runId).<Double>getAs("value")).isEqualTo(0.4);
    try (StoredTables tables = new StoredTables(output)) {
      assertThat(tables.rows("items", runId, "doc_id"))
          .allSatisfy(item -> assertThat(item.<String>getAs("error_code")).isNull());
      assertThat(tables.rows("runs", runId, "model").get(0).<Long>getAs("n_failed")).isZero();
    }
  }
}
