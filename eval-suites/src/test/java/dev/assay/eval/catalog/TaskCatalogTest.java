package dev.assay.eval.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.core.error.AssayException;
import dev.assay.eval.metric.MetricDefinition;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TaskCatalogTest {
  private static final TaskCatalog CATALOG = TaskCatalog.standard();

  private static Selection select(String... expressions) {
    return CATALOG.select(List.of(expressions), OptionalInt.empty());
  }

  private static List<String> names(Selection selection) {
    return selection.tasks().stream().map(selected -> selected.task().name()).toList();
  }

  @Test
  void everyShippedFileIsListedAndEveryTaskIsRunnable() throws IOException, URISyntaxException {
    Path tasks = Path.of(TaskCatalog.class.getResource("tasks/files.txt").toURI()).getParent();
    try (Stream<Path> files = Files.walk(tasks)) {
      List<String> lying =
          files
              .map(file -> tasks.relativize(file).toString())
              .filter(name -> name.matches("(.*/)?[^_/][^/]*\\.yaml"))
              .sorted()
              .toList();
      assertThat(Files.readAllLines(tasks.resolve("files.txt"))).isEqualTo(lying);
    }
    assertThat(CATALOG.check(KnownScoring.everything()))
        .hasSize(303)
        .allSatisfy(check -> assertThat(check.problem()).isNull());
  }

  @Test
  void groupsHoldTheirTasksAndAverageThem() {
    Selection mmlu = select("mmlu");
    assertThat(mmlu.tasks()).hasSize(57).allMatch(selected -> selected.shots() == 5);
    assertThat(mmlu.groups())
        .extracting(TaskGroup::name)
        .containsExactly(
            "mmlu", "mmlu_stem", "mmlu_other", "mmlu_social_sciences", "mmlu_humanities");
    assertThat(mmlu.groups())
        .extracting(group -> group.tasks().size())
        .containsExactly(57, 19, 13, 12, 13);
    assertThat(mmlu.groups().get(3).alias()).isEqualTo("social sciences");
    assertThat(mmlu.groups().get(0).metrics())
        .containsExactly(new TaskGroup.AggregateMetric("acc", List.of(), true));
    assertThat(mmlu.groups().get(0).version()).isEqualTo("2");
  }

  @Test
  void shotsAreTheExpressionsOrTheRunsOrTheTasks() {
    Selection selection =
        CATALOG.select(List.of("piqa", "gsm8k@2", "ifeval", "mmlu_anatomy"), OptionalInt.of(3));
    assertThat(selection.tasks()).extracting(SelectedTask::shots).containsExactly(3, 2, 0, 3);
    assertThat(select("gsm8k", "piqa").tasks())
        .extracting(SelectedTask::shots)
        .containsExactly(5, 0);
  }

  @Test
  void globsAndTagsSelectTasks() {
    assertThat(names(select("sample-*"))).hasSize(14);
    assertThat(names(select("ai2_arc"))).containsExactly("arc_challenge", "arc_easy");
    assertThat(names(select("mmlu_stem_tasks"))).hasSize(19);
    assertThat(select("mmlu_stem_tasks").groups()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "hellaswg | did you mean 'hellaswag'",
        "piqa@many | what follows @ is a number",
        "gsm8k_[ | is no pattern",
        "prompts:nowhere/own@home.jsonl | there is no such file",
        "prompts:own.txt | its name does not end in .jsonl",
        "prompts:*.csv | or is a pattern",
        "zzz* | no task, group or tag has that name",
        "nowhere/task.yaml | there is no such file"
      })
  void aNameThatDoesNotExistSaysWhatIsNear(String expression, String message) {
    assertThatThrownBy(() -> select(expression))
        .isInstanceOf(AssayException.class)
        .hasMessageContaining(message);
  }

  @Test
  void aTaskIsSelectedWithOneNumberOfShots() {
    assertThat(names(select("piqa", "piqa"))).containsExactly("piqa");
    assertThatThrownBy(() -> select("piqa", "piqa@1")).hasMessageContaining("selected twice");
  }

  @Test
  void metricsHaveTheHarnesssDefaults() {
    assertThat(CATALOG.task("wikitext").scoring().metrics())
        .extracting(MetricDefinition::aggregation)
        .containsExactly("weighted_perplexity", "weighted_perplexity", "bits_per_byte");
    assertThat(CATALOG.task("wikitext").scoring().metrics())
        .noneMatch(MetricDefinition::higherIsBetter);
  }

  @Test
  void aFingerprintIsOfTheContentAlone(@TempDir Path folder) throws IOException {
    String task =
        "task: %s\ndataset_path: json\ntest_split: t\noutput_type: loglikelihood\n"
            + "doc_to_text: q\ndoc_to_target: %s\n";
    Files.writeString(folder.resolve("a.yaml"), task.formatted("a", "x"));
    Files.writeString(folder.resolve("b.yaml"), "task_alias: other\n" + task.formatted("a", "x"));
    Files.writeString(folder.resolve("c.yaml"), task.formatted("a", "y"));
    List<String> prints =
        Stream.of("a", "b", "c")
            .map(name -> folder.resolve(name + ".yaml").toString())
            .map(file -> select(file).tasks().get(0).task().fingerprint())
            .toList();
    assertThat(prints.get(0)).isEqualTo(prints.get(1)).isNotEqualTo(prints.get(2));
  }

  @Test
  void groupsOverrideTheirTasksAndNest(@TempDir Path folder) throws IOException {
    Files.writeString(
        folder.resolve("group.yaml"),
        """
        group: mine
        task:
          - task: piqa
            num_fewshot: 2
          - group: inner
            task: [hellaswag, nowhere]
            aggregate_metric_list: {metric: acc, weight_by_size: false, filter_list: none}
        num_fewshot: 1
        """);
    Selection mine = TaskCatalog.open(List.of(folder)).select(List.of("mine"), OptionalInt.empty());
    assertThat(mine.tasks()).extracting(SelectedTask::shots).containsExactly(2, 1);
    assertThat(mine.groups()).extracting(TaskGroup::name).containsExactly("mine", "mine::inner");
    assertThat(mine.groups().get(0).members()).containsExactly("piqa", "mine::inner");
    assertThat(mine.groups().get(1).metrics())
        .containsExactly(new TaskGroup.AggregateMetric("acc", List.of("none"), false));
    assertThat(mine.unusable()).extracting(UnusableTask::task).containsExactly("nowhere");
  }
}
