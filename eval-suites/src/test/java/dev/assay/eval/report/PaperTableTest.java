package dev.assay.eval.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.assay.eval.catalog.Selection;
import dev.assay.eval.catalog.TaskCatalog;
import dev.assay.eval.catalog.TaskGroup;
import dev.assay.eval.metric.TaskScore;
import dev.assay.eval.run.RunScores;
import dev.assay.eval.run.RunSpecification;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class PaperTableTest {
  private static final TaskCatalog CATALOG = TaskCatalog.standard();

  /** A run whose scores are stated, as of groups all. */
  private static RunScores run(List<TaskGroup> groups, List<TaskScore> scores) {
    RunSpecification specification =
        new RunSpecification(
            "m",
            "t",
            1,
            null,
            List.of(),
            groups,
            0,
            "SHOTS",
            2048,
            2,
            "SEQUENTIAL",
            1234,
            null,
            false,
            false);
    return new RunScores(specification, List.of(), scores);
  }

  private static List<TaskGroup> paper() {
    return CATALOG.select(List.of(PaperTable.GROUP), OptionalInt.empty()).groups();
  }

  private static List<TaskScore> scores(double value, long missing) {
    List<TaskScore> scores = new ArrayList<>();
    for (PublishedRow row : PublishedRow.all()) {
      for (String metric : row.metrics()) {
        String[] names = metric.split(",");
        long n = row.documents() - (row.benchmark().equals("BBH") ? missing : 0);
        scores.add(new TaskScore(row.task(), names[0], names[1], value, 0, n, 0, 0, 0, true));
      }
    }
    return scores;
  }

  @Test
  void theGroupHasThePapersRowsAndSolvedExamples() {
    Selection selection = CATALOG.select(List.of(PaperTable.GROUP), OptionalInt.empty());
    assertThat(selection.unusable()).isEmpty();
    List<PublishedRow> rows = PublishedRow.all();
    assertThat(rows).hasSize(18);
    assertThat(selection.groups().get(0).members())
        .containsExactlyElementsOf(rows.stream().map(PublishedRow::task).toList());
    for (PublishedRow row : rows) {
      if (row.setting().matches("[0-9]-shot.*") && !row.task().equals("mmlu")) {
        int shots = Character.digit(row.setting().charAt(0), 10);
        String task = row.task().equals("minerva_math") ? "minerva_math_algebra" : row.task();
        assertThat(selection.tasks())
            .filteredOn(one -> one.task().name().equals(task))
            .singleElement()
            .satisfies(one -> assertThat(one.shots()).as(task).isEqualTo(shots));
      }
    }
    assertThat(selection.tasks())
        .filteredOn(one -> one.task().name().startsWith("mmlu_"))
        .hasSize(57)
        .allMatch(one -> one.shots() == 5);
  }

  @Test
  void printedAveragesAreThoseOfTheRows() {
    for (int model = 0; model < 2; model++) {
      int at = model;
      assertThat(
              PublishedRow.all().stream()
                  .mapToDouble(r -> r.published().get(at))
                  .average()
                  .orElse(0))
          .isCloseTo(PublishedRow.AVERAGES.get(model), within(0.05));
    }
  }

  @Test
  void theAverageIsPrintedOfAllRowsInFullAlone() {
    String full = PaperTable.of(run(paper(), scores(0.25, 0))).orElseThrow();
    assertThat(full)
        .contains("prompt unpublished")
        .contains("Average of the 18 rows: 25.0 (Gemma-2B 45.0, RecurrentGemma-2B 44.6)");
    assertThat(full.lines().filter(line -> line.contains("|MMLU")))
        .singleElement()
        .asString()
        .contains("25", "42.3", "−17.3", "38.4", "−13.4");
    assertThat(PaperTable.of(run(paper(), scores(0.25, 1))).orElseThrow())
        .contains("6510 of 6511, in part")
        .endsWith("17 of 18 rows are here in full: no average.");
    assertThat(PaperTable.of(run(paper(), List.of())).orElseThrow())
        .endsWith("0 of 18 rows are here in full: no average.");
  }

  @Test
  void otherRunsHaveNoSuchTable() {
    assertThat(PaperTable.of(run(List.of(), scores(0.25, 0)))).isEmpty();
  }
}
