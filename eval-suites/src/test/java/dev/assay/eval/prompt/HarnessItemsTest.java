package dev.assay.eval.prompt;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.assay.eval.catalog.Task;
import dev.assay.eval.catalog.TaskCatalog;
import dev.assay.eval.item.AskedItem;
import dev.assay.eval.item.FailedItem;
import dev.assay.eval.item.Item;
import dev.assay.eval.item.Prompt;
import dev.assay.eval.item.Request;
import dev.assay.eval.item.SolvedExample;
import dev.assay.eval.testing.HarnessGoldens;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * What the harness asks of invented documents by task files of every form, without and with solved
 * examples and as a chat's messages; {@code src/test/oracle/task_items.py} made it.
 */
class HarnessItemsTest {
  private static final Path FOLDER = HarnessGoldens.path("items");
  private static final TaskCatalog CATALOG = TaskCatalog.open(List.of(FOLDER));

  private static final JsonLinesSource DOCUMENTS =
      new JsonLinesSource(
          (dataset, split) ->
              Path.of(dataset.folder()).resolve(dataset.dataFiles().get(split).get(0)));

  /** One way in which the harness built a task's requests. */
  private record Setting(String task, int shots, boolean chat) {
    static Setting of(JsonNode line) {
      return new Setting(
          line.get("task").textValue(),
          line.get("shots").intValue(),
          line.get("chat").booleanValue());
    }

    List<Item> items() {
      Task wanted = CATALOG.task(task);
      ItemSettings settings = new ItemSettings(FewShotSampling.harness(), "", chat);
      return new ItemBuilder(wanted, shots, DOCUMENTS, settings).items(DocumentLimit.all());
    }
  }

  @Test
  void everythingAskedIsTheHarnesss() {
    Map<Setting, List<JsonNode>> goldens =
        HarnessGoldens.lines("items/items.jsonl").stream()
            .map(HarnessGoldens::parse)
            .collect(
                Collectors.groupingBy(
                    Setting::of,
                    () -> new TreeMap<>(Comparator.comparing(Setting::toString)),
                    Collectors.toList()));
    int compared = 0;
    for (Map.Entry<Setting, List<JsonNode>> golden : goldens.entrySet()) {
      List<Item> items = golden.getKey().items();
      if (golden.getValue().get(0).has("refused")) {
        assertThat(items)
            .allSatisfy(
                item ->
                    assertThat(((FailedItem) item).code())
                        .as(golden.getKey().toString())
                        .isEqualTo("broken_shot"));
        continue;
      }
      assertThat(items).hasSameSizeAs(golden.getValue());
      for (JsonNode line : golden.getValue()) {
        Item item = items.get(line.get("doc_id").intValue());
        assertThat(item).as(golden.getKey().toString()).isInstanceOf(AskedItem.class);
        assertThat(asked((AskedItem) item, golden.getKey().chat()))
            .as(golden.getKey() + " " + item.docId())
            .isEqualTo(line.get("arguments").toString());
        assertThat(((AskedItem) item).target())
            .as(golden.getKey() + " " + item.docId())
            .isEqualTo(line.get("target").textValue());
        compared++;
      }
    }
    assertThat(compared).isEqualTo(804);
  }

  private static String asked(AskedItem item, boolean chat) {
    ArrayNode arguments = JsonNodeFactory.instance.arrayNode();
    if (item.request() instanceof Request.Choices choices) {
      List<Request.Choice> all = new ArrayList<>(choices.choices());
      all.addAll(choices.unconditional());
      for (int i = 0; i < all.size(); i++) {
        boolean empty = i >= choices.choices().size();
        Prompt context = all.get(i).context();
        arguments
            .addArray()
            .add(empty ? context.text() : context(context, chat))
            .add(all.get(i).continuation());
      }
    } else if (item.request() instanceof Request.Completion completion) {
      arguments.addArray().add(context(completion.prompt(), chat));
    } else {
      arguments.addArray().add(((Request.Rolling) item.request()).text());
    }
    return arguments.toString();
  }

  /** As text, or as the script's chat template writes messages. */
  private static String context(Prompt prompt, boolean chat) {
    if (!chat) {
      return prompt.text();
    }
    List<String> messages = new ArrayList<>();
    if (!prompt.description().isEmpty()) {
      messages.add(message("system", prompt.description()));
    }
    for (SolvedExample example : prompt.examples()) {
      messages.add(message("user", example.question()));
      if (!example.answer().isEmpty()) {
        messages.add(message("assistant", example.answer()));
      }
    }
    messages.add(message("user", prompt.question()));
    if (!prompt.opening().isEmpty()) {
      messages.add(message("assistant", prompt.opening()));
    }
    return "[[" + String.join(", ", messages) + "], " + prompt.opening().isEmpty() + "]";
  }

  private static String message(String role, String content) {
    return "{\"role\": \"%s\", \"content\": %s}"
        .formatted(role, JsonNodeFactory.instance.textNode(content));
  }
}
