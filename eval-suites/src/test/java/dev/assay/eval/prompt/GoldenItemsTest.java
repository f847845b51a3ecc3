package dev.assay.eval.prompt;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.core.testing.SharedFolder;
import dev.assay.eval.catalog.SelectedTask;
import dev.assay.eval.catalog.TaskCatalog;
import dev.assay.eval.document.DocumentSource;
import dev.assay.eval.document.DocumentSplit;
import dev.assay.eval.item.AskedItem;
import dev.assay.eval.item.Item;
import dev.assay.eval.item.Reference;
import dev.assay.eval.item.Request;
import dev.assay.eval.testing.HarnessGoldens;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Contexts, continuations and targets of the reference harness, item by item, on real data. */
class GoldenItemsTest {
  private static final TaskCatalog CATALOG = TaskCatalog.standard();

  private static SelectedTask task(String name) {
    return CATALOG.select(List.of(name), OptionalInt.empty()).tasks().get(0);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "gemma-wide.zero-shot",
        "gemma-wide.mmlu-5shot",
        "recurrentgemma-wide.zero-shot",
        "recurrentgemma-wide.mmlu-5shot"
      })
  void questionsAreTheHarnesss(String set) {
    Path goldens = SharedFolder.path("goldens/lm-eval/" + set + ".jsonl.gz");
    JsonLinesSource data = JsonLinesSource.folder(SharedFolder.path("data"));
    int compared = 0;
    for (var golden : byTask(goldens).entrySet()) {
      SelectedTask task = task(golden.getKey());
      List<Item> items =
          new ItemBuilder(task.task(), task.shots(), data, ItemSettings.harness())
              .items(new DocumentLimit(golden.getValue().size()));
      for (int i = 0; i < items.size(); i++) {
        compare((AskedItem) items.get(i), golden.getValue().get(i));
        compared++;
      }
    }
    assertThat(compared).isEqualTo(set.contains("mmlu") ? 114 : 500);
  }

  @Test
  void questionsOfFurtherTasksAreTheHarnesss() {
    Path goldens = SharedFolder.path("goldens/lm-eval-further/gemma-wide.further.jsonl.gz");
    Set<String> shipped =
        Set.of(
            "arc_easy",
            "arc_challenge",
            "openbookqa",
            "winogrande",
            "social_iqa",
            "commonsense_qa",
            "boolq");
    Map<String, List<JsonNode>> byTask = byTask(goldens);
    byTask.get("commonsense_qa").removeIf(GoldenItemsTest::hasExamples);
    byTask.keySet().retainAll(shipped);
    assertThat(byTask.keySet()).containsExactlyInAnyOrderElementsOf(shipped);
    int compared = 0;
    for (var golden : byTask.entrySet()) {
      String file = "data/" + golden.getValue().get(0).get("file").textValue();
      JsonLinesSource rows = new JsonLinesSource((dataset, split) -> SharedFolder.path(file));
      SelectedTask task = task(golden.getKey());
      List<Item> items =
          new ItemBuilder(task.task(), 0, rows, ItemSettings.harness()).items(DocumentLimit.all());
      for (JsonNode row : golden.getValue()) {
        compare((AskedItem) items.get(row.get("row").intValue()), row);
        compared++;
      }
    }
    assertThat(compared).isEqualTo(420);
  }

  private static boolean hasExamples(JsonNode golden) {
    return golden.get("context").textValue().contains("\n\nQuestion: ");
  }

  /** The goldens' own train split: the first hundred rows, whose next sixty are asked. */
  @Test
  void examplesAreDrawnAsTheHarnessDrawsThem() {
    List<JsonNode> goldens =
        byTask(SharedFolder.path("goldens/lm-eval-further/gemma-wide.further.jsonl.gz"))
            .get("commonsense_qa")
            .stream()
            .filter(GoldenItemsTest::hasExamples)
            .toList();
    String file = "data/" + goldens.get(0).get("file").textValue();
    JsonLinesSource all = new JsonLinesSource((dataset, split) -> SharedFolder.path(file));
    DocumentSource parts =
        (dataset, split) -> {
          DocumentSplit rows = all.split(dataset, split);
          return new DocumentSplit(
              split.equals("train")
                  ? rows.documents().subList(0, 100)
                  : rows.documents().subList(100, 160),
              rows.files());
        };
    List<Item> items =
        new ItemBuilder(task("commonsense_qa").task(), 7, parts, ItemSettings.harness())
            .items(DocumentLimit.all());
    assertThat(items).hasSize(60).hasSameSizeAs(goldens);
    for (int i = 0; i < items.size(); i++) {
      compare((AskedItem) items.get(i), goldens.get(i));
    }
  }

  /** With one more that is dropped where no split of examples and no test split is named. */
  @ParameterizedTest
  @CsvSource({
    "social_iqa, true",
    "boolq, true",
    "winogrande, true",
    "commonsense_qa, true",
    "arc_easy, false",
    "arc_challenge, false",
    "openbookqa, false"
  })
  void oneMoreIsDrawnWhereTheHarnessDoes(String name, boolean oneMore) {
    assertThat(task(name).task().fewShot().excludesQuestion()).isEqualTo(oneMore);
  }

  private static void compare(AskedItem item, JsonNode golden) {
    List<Request.Choice> choices = ((Request.Choices) item.request()).choices();
    List<List<String>> asked = new ArrayList<>();
    choices.forEach(choice -> asked.add(List.of(choice.context().text(), choice.continuation())));
    List<List<String>> wanted = new ArrayList<>();
    if (golden.has("arguments")) {
      golden
          .get("arguments")
          .forEach(pair -> wanted.add(List.of(pair.get(0).asText(), pair.get(1).asText())));
    } else {
      golden
          .get("continuations")
          .forEach(text -> wanted.add(List.of(golden.get("context").asText(), text.asText())));
    }
    assertThat(asked).as(item.task() + " " + item.docId()).isEqualTo(wanted);
    if (golden.get("target").isInt()) {
      assertThat(((Reference.RightChoices) item.reference()).indices())
          .containsExactly(golden.get("target").intValue());
    }
  }

  /** Items by task, in file order. */
  private static Map<String, List<JsonNode>> byTask(Path file) {
    Map<String, List<JsonNode>> items = new LinkedHashMap<>();
    for (String line : JsonLinesSource.lines(file)) {
      JsonNode row = HarnessGoldens.parse(line);
      if (row.has("resps")) {
        items.computeIfAbsent(row.get("task").asText(), task -> new ArrayList<>()).add(row);
      }
    }
    items.keySet().removeIf(task -> !CATALOG.tasks().contains(task));
    return items;
  }
}
