package dev.assay.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.assay.spark.testing.SampleBenchmarks;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TasksCommandTest {
  @TempDir Path folder;

  @Test
  void tasksAndGroupsAreListedAllOrThoseAskedFor() {
    List<String> all = CommandRun.of("tasks").out().lines().toList();
    assertThat(all).anyMatch(line -> line.matches("hellaswag +1.0 +0 +acc,acc_norm +validation.*"));
    assertThat(all).anyMatch(line -> line.startsWith("sample-mmlu "));
    List<String> some = CommandRun.of("tasks", "piqa@3,mmlu_other").out().lines().toList();
    assertThat(some.get(1)).matches("piqa +1.0 +3 +acc,acc_norm +validation +baber/piqa, AFL-3.0");
    assertThat(some).hasSize(1 + 1 + 13 + 1 + 1 + 1);
    assertThat(some.get(some.size() - 1)).startsWith("mmlu_other ");
    assertThat(CommandRun.of("tasks", "pikqa").exitCode()).isEqualTo(2);
    assertThat(all)
        .anyMatch(line -> line.matches("gsm8k +3.0 +5 +exact_match +test +openai/gsm8k.*"))
        .anyMatch(line -> line.matches("humaneval +1.0 +0 +none +test .*"));
  }

  @Test
  void definitionsArePrinted() throws IOException {
    JsonNode piqa =
        new ObjectMapper().readTree(CommandRun.of("tasks", "--json", "piqa").out()).get(0);
    assertThat(piqa.at("/prompt/question").textValue()).isEqualTo("Question: {{goal}}\nAnswer:");
  }

  @Test
  void taskFilesOfTheHarnessAreWritten() {
    Path data = SampleBenchmarks.write(folder.resolve("data"), 3);
    Path tasks = folder.resolve("tasks");
    CommandRun run =
        CommandRun.of(
            "tasks", "mmlu_anatomy,piqa", "hellaswag@0", "--harness", tasks, "--data", data);
    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(run.out().strip()).isEqualTo("3 task files in " + tasks);
    assertThat(tasks.toFile().list())
        .containsExactlyInAnyOrder("mmlu_anatomy.yaml", "piqa.yaml", "hellaswag.yaml");
    CommandRun again = CommandRun.of("tasks", "piqa", "--harness", tasks, "--data", data);
    assertThat(again.exitCode()).isEqualTo(6);
    assertThat(again.err()).contains(tasks.resolve("piqa.yaml") + " is not written: it exists");
  }

  @Test
  void theHarnessHasItsOwnFilesOfTasksWhoseAnswersAreGenerated() {
    CommandRun run =
        CommandRun.of(
            "tasks", "piqa,gsm8k", "--harness", folder.resolve("tasks"), "--data", folder);
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains("no task file of the harness for gsm8k");
  }

  @Test
  void taskFilesNeedData() {
    CommandRun run = CommandRun.of("tasks", "piqa", "--harness", folder.resolve("tasks"));
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains("--data");
    run = CommandRun.of("tasks", "piqa", "--harness", folder.resolve("tasks"), "--data", folder);
    assertThat(run.exitCode()).isEqualTo(5);
    assertThat(run.err()).contains("the validation split of task piqa is missing");
    assertThat(folder.resolve("tasks")).doesNotExist();
  }
}
