package dev.assay.eval.harness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.assay.core.error.AssayException;
import dev.assay.core.error.ErrorKind;
import dev.assay.eval.task.SelectedTask;
import dev.assay.eval.task.TaskCatalog;
import dev.assay.eval.task.TaskDefinition;
import dev.assay.eval.task.TaskTexts;
import dev.assay.eval.testing.HarnessGoldens;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The goldens are task files with which the reference harness asked what its own made it ask:
 * {@code harness/check_tasks.py} has it do so.
 */
class HarnessTaskFolderTest {
  private static final TaskCatalog CATALOG = TaskCatalog.standard();

  private final Path data = HarnessGoldens.path("data").toAbsolutePath().normalize();

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"hellaswag@3", "piqa@7", "mmlu_anatomy", "sample-safety"})
  void tasksAreTheGoldens(String expression) throws IOException {
    assertGolden(CATALOG.select(List.of(expression), OptionalInt.empty()).get(0));
  }

  /** Pools that are the evaluated split, with and without the question. */
  @ParameterizedTest
  @CsvSource({"piqa_own, random, true", "piqa_first, first_n, true", "piqa_any, first_n, false"})
  void poolsOfTheQuestionsThemselvesAreTheGoldens(String name, String sampler, boolean excludes)
      throws IOException {
    TaskDefinition task =
        TaskTexts.parse(
            """
            like: piqa.yaml
            name: %s
            few_shot:
              {split: validation, sampler: %s, excludes_question: %s, default_shots: 4}
            """
                .formatted(name, sampler, excludes));
    assertGolden(SelectedTask.byDefault(task));
  }

  private void assertGolden(SelectedTask task) throws IOException {
    List<Path> files = new HarnessTaskFolder(data).write(folder, List.of(task), List.of());
    String name = task.definition().name() + ".yaml";
    assertThat(files).containsExactly(folder.resolve(name));
    assertThat(Files.readString(files.get(0)))
        .isEqualTo(HarnessGoldens.text("tasks/" + name).replace("$DATA", data.toString()));
  }

  @Test
  void groupsNameTheirMembers() throws IOException {
    List<Path> files =
        new HarnessTaskFolder(data)
            .write(folder, List.of(), CATALOG.selectGroups(List.of("mmlu", "sample-mmlu")));
    assertThat(files)
        .extracting(file -> file.getFileName().toString())
        .containsExactly(
            "mmlu.yaml",
            "mmlu_stem.yaml",
            "mmlu_other.yaml",
            "mmlu_social_sciences.yaml",
            "mmlu_humanities.yaml",
            "sample-mmlu.yaml");
    assertThat(Files.readString(files.get(0)))
        .isEqualTo(
            """
            group: mmlu
            group_alias: mmlu
            task:
            - mmlu_stem
            - mmlu_other
            - mmlu_social_sciences
            - mmlu_humanities
            aggregate_metric_list:
            - metric: acc
              aggregation: mean
              weight_by_size: true
            metadata:
              version: 2
            """);
  }

  @Test
  void everyTaskAndGroupCanBeSaid() {
    for (TaskDefinition task : CATALOG.tasks()) {
      String text = HarnessTask.of(SelectedTask.byDefault(task), node()).toString();
      // Whatever is Mustache's alone has been translated.
      assertThat(text).as(task.name()).doesNotContain("{{#", "{{/", "{{.");
    }
    CATALOG.groups().forEach(group -> assertThat(HarnessTask.of(group).get("task")).isNotEmpty());
  }

  private static ObjectNode node() {
    return new ObjectMapper().createObjectNode();
  }

  @Test
  void aPoolThatIsNotThereIsLeftOutWhereNoShotsAreTaken() throws IOException {
    Path own = Files.createDirectories(folder.resolve("data/piqa"));
    Files.copy(data.resolve("piqa/validation.jsonl"), own.resolve("validation.jsonl"));
    HarnessTaskFolder tasks = new HarnessTaskFolder(folder.resolve("data"));
    List<Path> files = tasks.write(folder.resolve("tasks"), select("piqa"), List.of());
    assertThat(Files.readString(files.get(0)))
        .contains("validation_split: validation", own + "/validation.jsonl")
        .doesNotContain("training_split", "train.jsonl");
    assertRefused(tasks, "piqa@1", ErrorKind.DATA, "the train split of task piqa is missing");
  }

  @Test
  void dataThatTheHarnessDoesNotReadAreRefused() throws IOException {
    Path own = Files.createDirectories(folder.resolve("data/piqa"));
    HarnessTaskFolder tasks = new HarnessTaskFolder(folder.resolve("data"));
    Files.createFile(own.resolve("valid.jsonl"));
    Files.createFile(own.resolve("valid-labels.lst"));
    assertRefused(tasks, "piqa", ErrorKind.DATA, "its labels lie apart, in " + own);
    Files.createFile(own.resolve("validation-00000-of-00001.parquet"));
    Files.createFile(own.resolve("train.jsonl"));
    assertRefused(tasks, "piqa@2", ErrorKind.DATA, "some of its files are JSON Lines, some are");
    Files.delete(own.resolve("train.jsonl"));
    List<Path> files = tasks.write(folder.resolve("tasks"), select("piqa"), List.of());
    assertThat(Files.readString(files.get(0)))
        .contains("dataset_path: parquet", own + "/validation-00000-of-00001.parquet");
  }

  @Test
  void nothingIsOverwritten() throws IOException {
    Files.writeString(folder.resolve("piqa.yaml"), "mine");
    assertThatThrownBy(
            () -> new HarnessTaskFolder(data).write(folder, select("hellaswag,piqa"), List.of()))
        .isInstanceOfSatisfying(
            AssayException.class, e -> assertThat(e.kind()).isEqualTo(ErrorKind.OUTPUT))
        .hasMessageContaining(folder.resolve("piqa.yaml") + " is not written");
    assertThat(folder.resolve("piqa.yaml")).hasContent("mine");
    assertThat(folder.resolve("hellaswag.yaml")).doesNotExist();
  }

  private static List<SelectedTask> select(String expressions) {
    return CATALOG.select(List.of(expressions.split(",")), OptionalInt.empty());
  }

  private void assertRefused(
      HarnessTaskFolder tasks, String expression, ErrorKind kind, String message) {
    assertThatThrownBy(() -> tasks.write(folder.resolve("no"), select(expression), List.of()))
        .isInstanceOfSatisfying(AssayException.class, e -> assertThat(e.kind()).isEqualTo(kind))
        .hasMessageContaining(message);
    assertThat(folder.resolve("no")).doesNotExist();
  }
}
