package dev.assay.eval.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.assay.eval.catalog.Task;
import dev.assay.eval.catalog.TaskCatalog;
import dev.assay.eval.metric.TaskScore;
import dev.assay.eval.response.AnsweredItem;
import dev.assay.eval.response.Response;
import dev.assay.eval.run.RunScores;
import dev.assay.eval.run.RunSpecification;
import dev.assay.eval.run.ScoredTask;
import dev.assay.eval.run.TaskSpecification;
import dev.assay.eval.testing.HarnessGoldens;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The results file against one that the reference harness wrote of the same scores. */
class HarnessResultsTest {
  private final JsonNode golden = HarnessGoldens.json("tables/everything.json");
  private final ObjectNode results = GoldenReports.results(GoldenReports.report(golden));

  @Test
  void partsAreTheHarnesss() {
    assertThat(names(results))
        .containsExactlyInAnyOrder(
            "results",
            "groups",
            "group_subtasks",
            "configs",
            "versions",
            "n-shot",
            "higher_is_better",
            "n-samples",
            "config");
    for (String part :
        List.of("results", "groups", "group_subtasks", "n-shot", "higher_is_better", "versions")) {
      assertThat(names(results.get(part))).as(part).containsAll(names(golden.get(part)));
    }
    for (String part : List.of("group_subtasks", "n-shot", "higher_is_better", "versions")) {
      assertThat(results.get(part)).as(part).isEqualTo(golden.get(part));
    }
  }

  /** Keys, texts and counts are equal, numbers to the last bit. */
  @Test
  void entriesOfTasksAndGroupsAreTheHarnesss() {
    for (String name : names(golden.get("results"))) {
      assertThat(parsed(results.get("results").get(name)))
          .as(name)
          .isEqualTo(golden.get("results").get(name));
    }
    assertThat(results.get("results")).hasSameSizeAs(golden.get("results"));
    assertThat(parsed(results.get("groups"))).isEqualTo(golden.get("groups"));
  }

  @Test
  void sampleCountsSayWhatWasLeftOut() {
    Task piqa = TaskCatalog.standard().task("piqa");
    List<TaskScore> scores =
        List.of(
            new TaskScore("piqa", "acc", "none", 0.5, 0.1, 7, 2, 3, 1, true),
            new TaskScore("piqa", "acc_norm", "none", 0.5, 0.1, 7, 2, 3, 1, true));
    AnsweredItem whole = GoldenReports.answered("piqa");
    List<AnsweredItem> items = new ArrayList<>(Collections.nCopies(4, whole));
    items.addAll(
        Collections.nCopies(
            3, new AnsweredItem("piqa", 0, null, whole.reference(), whole.response(), true)));
    items.addAll(
        Collections.nCopies(
            2,
            new AnsweredItem(
                "piqa", 0, null, null, new Response.Failure("too_long", "so"), false)));
    ScoredTask task =
        new ScoredTask(
            new TaskSpecification(
                "piqa", "piqa", piqa.version(), "f", 0, 20, List.of(), piqa.scoring()),
            items,
            Collections.nCopies(9, List.of()),
            scores);
    RunSpecification run =
        new RunSpecification(
            "m",
            "t",
            1,
            null,
            List.of(task.task()),
            List.of(),
            0,
            "SHOTS",
            2048,
            2,
            "SEQUENTIAL",
            1234,
            null,
            false,
            false);
    ObjectNode written = GoldenReports.results(RunScores.ofTasks(run, List.of(task)));
    assertThat(written.get("n-samples").get("piqa").toString())
        .isEqualTo("{\"original\":20,\"effective\":7,\"failed\":2,\"truncated\":3,\"ties\":1}");
    assertThat(written.get("results").get("piqa").get("sample_len").longValue()).isEqualTo(7);
    assertThat(written.get("config").get("model").textValue()).isEqualTo("made");
    assertThat(written.has("groups")).isFalse();
  }

  @Test
  void whatIsUnknownIsNotANumber() {
    JsonNode one = HarnessGoldens.json("tables/one_item_each.json");
    ObjectNode written = GoldenReports.results(GoldenReports.report(one));
    for (String name : names(one.get("results"))) {
      assertThat(parsed(written.get("results").get(name)))
          .as(name)
          .isEqualTo(one.get("results").get(name));
    }
  }

  /** What both say of a task is the same; what is Assay's own lies below metadata. */
  @Test
  void configurationsHaveTheHarnesssKeys() {
    JsonNode harness = HarnessGoldens.json("configs.json");
    Set<String> language = Set.of("doc_to_text", "doc_to_target", "doc_to_choice");
    for (String name : names(harness)) {
      JsonNode written = results.get("configs").get(name);
      for (String key : names(written)) {
        JsonNode expected = harness.get(name).get(key);
        if (!Set.of("fewshot_split", "fewshot_config", "metadata", "should_decontaminate")
            .contains(key)) {
          assertThat(parsed(written.get(key))).as(name + " " + key).isEqualTo(expected);
        }
      }
      assertThat(names(written)).containsAll(language);
      assertThat(written.get("metadata").get("version"))
          .isEqualTo(harness.get(name).get("metadata").get("version"));
      assertThat(written.get("metadata").get("definition").get("name").textValue()).isEqualTo(name);
      assertThat(written.get("fewshot_config").get("sampler"))
          .isEqualTo(harness.get(name).get("fewshot_config").get("sampler"));
    }
  }

  /** Integers of either width compare as equal once they are read again. */
  private static JsonNode parsed(JsonNode node) {
    return HarnessGoldens.parse(node.toString());
  }

  private static List<String> names(JsonNode node) {
    List<String> names = new ArrayList<>();
    node.fieldNames().forEachRemaining(names::add);
    return names;
  }
}
