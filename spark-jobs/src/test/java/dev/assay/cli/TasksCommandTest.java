package dev.assay.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.assay.spark.testing.SampleBenchmarks;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TasksCommandTest {
  @TempDir Path folder;

  @Test
  void tasksAndGroupsAreListedAllOrThoseAskedFor() {
    List<String> all = CommandRun.of("tasks").out().lines().toList();
    assertThat(all)
        .anyMatch(line -> line.matches("hellaswag +1.0 +0 +multiple_choice +acc,acc_norm +valid.*"))
        .anyMatch(line -> line.matches("gsm8k +3.0 +5 +generate_until +exact_match +test .*"))
        .anyMatch(line -> line.matches("wikitext +2.0 +0 +loglikelihood_rolling +word_.*"))
        .anyMatch(line -> line.startsWith("sample-mmlu_tools "));
    List<String> some = CommandRun.of("tasks", "piqa@3,mmlu_other").out().lines().toList();
    assertThat(some).anyMatch(line -> line.matches("piqa +1.0 +3 .* baber/piqa"));
    assertThat(some).filteredOn(line -> line.startsWith("mmlu_")).hasSize(13 + 1);
    assertThat(some.get(some.size() - 1)).startsWith("mmlu_other ");
    assertThat(CommandRun.of("tasks", "pikqa").exitCode()).isEqualTo(2);
  }

  @Test
  void definitionsArePrinted() throws IOException {
    JsonNode piqa =
        new ObjectMapper().readTree(CommandRun.of("tasks", "--json", "piqa").out()).get(0);
    assertThat(piqa.toString()).contains("Question: {{goal}}\\nAnswer:");
    assertThat(piqa.at("/dataset/path").textValue()).isEqualTo("baber/piqa");
  }

  @Test
  void aPromptIsShownAsItGoesToTheModel() {
    Path data = SampleBenchmarks.write(folder.resolve("data"), 3);
    CommandRun run = CommandRun.of("tasks", "--render", "piqa", "--doc", 2, "--data", data);
    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(run.out())
        .startsWith("--- context\nQuestion: ")
        .contains("Answer:\n--- continuation\n ", "--- reference: {\"kind\":\"right_choices\"");
    CommandRun none = CommandRun.of("tasks", "--render", "piqa", "--doc", 3, "--data", data);
    assertThat(none.exitCode()).isEqualTo(2);
    assertThat(none.err()).contains("document 3 of piqa does not exist");
  }

  @Test
  void everyTaskThatComesWithAssayCanBeRun() {
    CommandRun run = CommandRun.of("tasks", "--check");
    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(run.out()).contains("piqa: runnable");
    List<String> lines = run.out().lines().toList();
    assertThat(lines)
        .filteredOn(line -> line.contains(":"))
        .allMatch(line -> line.endsWith(": runnable"));
  }

  @Test
  void documentsAreWrittenAsJsonLines() throws IOException {
    Path data = SampleBenchmarks.write(folder.resolve("data"), 3);
    Path files = folder.resolve("documents");
    CommandRun run =
        CommandRun.of("tasks", "mmlu_anatomy,piqa", "--documents", files, "--data", data);
    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(run.out().strip()).isEqualTo("3 files of documents in " + files);
    assertThat(files.toFile().list())
        .containsExactlyInAnyOrder(
            "mmlu_anatomy.test.jsonl", "mmlu_anatomy.dev.jsonl", "piqa.validation.jsonl");
    assertThat(Files.readAllLines(files.resolve("piqa.validation.jsonl"))).hasSize(3);
    CommandRun again = CommandRun.of("tasks", "piqa", "--documents", files, "--data", data);
    assertThat(again.exitCode()).isEqualTo(6);
    assertThat(again.err()).contains("piqa.validation.jsonl is not written: it exists");
  }

  @Test
  void documentsNeedData() {
    Path files = folder.resolve("documents");
    CommandRun run = CommandRun.of("tasks", "piqa", "--documents", files);
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains("--data");
    run = CommandRun.of("tasks", "piqa", "--documents", files, "--data", folder);
    assertThat(run.exitCode()).isEqualTo(5);
    assertThat(run.err()).contains("piqa");
    assertThat(files).doesNotExist();
  }

  @Test
  void documentsOfATasksOwnFilesNeedNoFolder() throws IOException {
    Path own = Files.createDirectories(folder.resolve("own"));
    Files.writeString(
        own.resolve("own.yaml"),
        """
        task: own
        dataset_path: json
        dataset_kwargs: {data_files: {test: own.jsonl}}
        test_split: test
        output_type: loglikelihood_rolling
        doc_to_target: text
        """);
    Files.writeString(own.resolve("own.jsonl"), "{\"text\": \"one\"}\n{\"text\": \"two\"}\n");
    Path files = folder.resolve("documents");
    CommandRun run = CommandRun.of("tasks", "own", "--include_path", own, "--documents", files);
    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(Files.readAllLines(files.resolve("own.test.jsonl"))).hasSize(2);
  }
}
