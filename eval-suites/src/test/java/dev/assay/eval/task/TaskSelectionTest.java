package dev.assay.eval.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.core.error.AssayException;
import dev.assay.core.error.ErrorKind;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TaskSelectionTest {
  private static final TaskCatalog CATALOG = TaskCatalog.standard();

  @ParameterizedTest
  @CsvSource({
    "mmlu, 57",
    "mmlu_stem, 19",
    "mmlu_other, 13",
    "mmlu_social_sciences, 12",
    "mmlu_humanities, 13",
    "hellaswag, 1",
    "mmlu_*, 57",
    "mmlu_high_school_*, 14",
    "mmlu_college_*, 6",
    "sample-mmlu, 7",
    "sample-*, 10",
    "*, 69",
    "p?qa, 1",
    "mmlu_[ab]*, 4",
    "'mmlu_{anatomy,virology}', 2"
  })
  void namesGroupsAndGlobsSelect(String expression, int tasks) {
    List<SelectedTask> selected = select(expression);
    assertThat(selected).hasSize(tasks);
    assertThat(selected).extracting(task -> task.definition().name()).doesNotHaveDuplicates();
  }

  @Test
  void everySubjectCountsInOneGroupAndInMmlu() {
    assertThat(CATALOG.groups()).extracting(TaskGroup::name).startsWith("mmlu").hasSize(6);
    assertThat(CATALOG.groups().get(0).tasks()).hasSize(57).doesNotHaveDuplicates();
    assertThat(CATALOG.groups().get(0).members())
        .containsExactly("mmlu_stem", "mmlu_other", "mmlu_social_sciences", "mmlu_humanities");
    for (TaskDefinition task : CATALOG.tasks()) {
      if (task.name().startsWith("mmlu_")) {
        assertThat(task.groups()).as(task.name()).hasSize(2).endsWith("mmlu");
        assertThat(task.prompt().description())
            .endsWith(" about " + task.name().substring(5).replace('_', ' ') + ".\n\n");
        assertThat(task.source().configuration()).isEqualTo(task.name().substring(5));
      }
    }
  }

  @Test
  void sampleTasksAskAsTheBenchmarksTheyAreLike() {
    assertThat(task("sample-hellaswag").prompt()).isEqualTo(task("hellaswag").prompt());
    assertThat(task("sample-hellaswag").metrics()).isEqualTo(task("hellaswag").metrics());
    assertThat(task("sample-piqa").prompt()).isEqualTo(task("piqa").prompt());
    TaskDefinition tools = task("sample-mmlu_tools");
    assertThat(tools.prompt().choiceColumn()).isEqualTo("choices");
    assertThat(tools.prompt().target()).isEqualTo(task("mmlu_anatomy").prompt().target());
    assertThat(tools.prompt().description()).endsWith(" about tools.\n\n");
    assertThat(tools.fewShot()).isEqualTo(task("mmlu_anatomy").fewShot());
    assertThat(tools.alias()).isEqualTo("tools");
    assertThat(tools.groups()).containsExactly("sample-mmlu");
    for (TaskDefinition task : CATALOG.tasks()) {
      boolean sample = task.name().startsWith("sample-");
      assertThat(task.source().comesWithAssay()).as(task.name()).isEqualTo(sample);
      String files = task.source().files().toString();
      assertThat(files.contains("sample-")).as(task.name()).isEqualTo(sample);
    }
  }

  private static TaskDefinition task(String name) {
    return CATALOG.select(List.of(name), OptionalInt.empty()).get(0).definition();
  }

  @Test
  void shotsAreTheTasksOwnTheRunsOrTheExpressions() {
    assertThat(select("mmlu", "piqa")).extracting(SelectedTask::shots).contains(5).endsWith(0);
    assertThat(CATALOG.select(List.of("mmlu", "piqa"), OptionalInt.of(3)))
        .extracting(SelectedTask::shots)
        .containsOnly(3);
    assertThat(CATALOG.select(List.of("mmlu@0", "piqa"), OptionalInt.of(3)))
        .extracting(SelectedTask::shots)
        .startsWith(0)
        .endsWith(3);
    assertThat(select(" mmlu_* @ 12 ")).extracting(SelectedTask::shots).containsOnly(12);
  }

  @Test
  void aTaskSelectedTwiceIsEvaluatedOnce() {
    assertThat(select("mmlu_anatomy", "mmlu", "mmlu_*")).hasSize(57);
    assertThat(select("mmlu_anatomy", "mmlu").get(0).definition().name()).isEqualTo("mmlu_anatomy");
  }

  @Test
  void aTaskSelectedTwiceWithDifferentShotsIsRefused() {
    assertRefused("'mmlu_anatomy' is selected twice", "mmlu", "mmlu_anatomy@0");
    assertRefused("once with 5 shots and once with 0", "mmlu", "mmlu_anatomy@0");
  }

  @ParameterizedTest
  @CsvSource({
    "hellaswg, did you mean 'hellaswag'",
    "HellaSwag, did you mean 'hellaswag'",
    "mmlu_antomy, did you mean 'mmlu_anatomy'",
    "pipa@3, did you mean 'piqa'",
    "something_else_entirely, 'known are e.g. gsm8k, hellaswag'",
    "mmlu_x*, does not exist",
    "'', does not exist",
    "@5, does not exist"
  })
  void anUnknownNameOffersTheNearest(String expression, String offered) {
    assertRefused(offered, expression);
  }

  @ParameterizedTest
  @ValueSource(strings = {"mmlu@", "mmlu@five", "mmlu@-1", "mmlu@0.5", "mmlu@5@5", "mmlu@99999"})
  void shotsAreANumber(String expression) {
    assertRefused("write e.g. mmlu@5", expression);
  }

  @Test
  void aPatternThatIsNoneIsRefused() {
    assertRefused("is no pattern of task names", "mmlu_[a");
  }

  @Test
  void nothingSelectedIsRefused() {
    assertRefused("no task is selected");
  }

  @Test
  void groupsAreReportedWithTheGroupsWithinThem() {
    assertThat(CATALOG.selectGroups(List.of("piqa", "mmlu")))
        .extracting(TaskGroup::name)
        .startsWith("mmlu")
        .hasSize(5);
    assertThat(CATALOG.selectGroups(List.of("mmlu_stem@0")))
        .extracting(TaskGroup::name)
        .containsExactly("mmlu_stem");
    assertThat(CATALOG.selectGroups(List.of("mmlu_anatomy"))).isEmpty();
  }

  private List<SelectedTask> select(String... expressions) {
    return CATALOG.select(List.of(expressions), OptionalInt.empty());
  }

  private void assertRefused(String message, String... expressions) {
    assertThatThrownBy(() -> select(expressions))
        .isInstanceOfSatisfying(
            AssayException.class, e -> assertThat(e.kind()).isEqualTo(ErrorKind.USAGE))
        .hasMessageContaining(message);
  }
}
