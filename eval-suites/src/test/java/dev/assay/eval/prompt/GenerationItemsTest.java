package dev.assay.eval.prompt;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.core.digest.Sha256;
import dev.assay.core.testing.SharedFolder;
import dev.assay.eval.catalog.SelectedTask;
import dev.assay.eval.catalog.Task;
import dev.assay.eval.catalog.TaskCatalog;
import dev.assay.eval.filter.FilterDefinition;
import dev.assay.eval.item.AskedItem;
import dev.assay.eval.item.Item;
import dev.assay.eval.item.Reference;
import dev.assay.eval.item.Request;
import dev.assay.eval.testing.HarnessGoldens;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Prompts, targets and settings of the reference harness's generation tasks. */
class GenerationItemsTest {
  private static final TaskCatalog CATALOG = TaskCatalog.standard();

  private static SelectedTask task(JsonNode golden) {
    String expression = golden.get("task").textValue() + "@" + golden.get("shots").intValue();
    return CATALOG.select(List.of(expression), OptionalInt.empty()).tasks().get(0);
  }

  private static List<JsonNode> goldens(String name) {
    return HarnessGoldens.lines("generation/" + name).stream()
        .map(HarnessGoldens::parse)
        .collect(Collectors.toList());
  }

  static List<JsonNode> settings() {
    return goldens("settings.jsonl");
  }

  @ParameterizedTest
  @MethodSource("settings")
  void everyTaskHasTheHarnesssSettings(JsonNode golden) {
    Task task = CATALOG.task(golden.get("task").textValue());
    assertThat(task.version()).isEqualTo(golden.get("version").textValue());
    List<String> until = new ArrayList<>();
    golden.get("until").forEach(text -> until.add(text.textValue()));
    assertThat(task.completion().until()).isEqualTo(until);
    assertThat(task.completion().maxTokens()).isEqualTo(golden.get("max_gen_toks").intValue());
    assertThat(task.completion().temperature() > 0)
        .isEqualTo(golden.get("do_sample").booleanValue());
    assertThat(task.defaultShots()).isEqualTo(golden.get("shots").intValue());
    List<String> filters = new ArrayList<>();
    golden.get("filters").forEach(name -> filters.add(name.textValue()));
    assertThat(task.scoring().filters()).extracting(FilterDefinition::name).isEqualTo(filters);
  }

  static List<JsonNode> realPrompts() {
    return goldens("prompts.jsonl");
  }

  @ParameterizedTest
  @MethodSource("realPrompts")
  void promptsAndTargetsOfRealDocumentsAreTheHarnesss(JsonNode golden) {
    JsonLinesSource data = JsonLinesSource.folder(SharedFolder.path("data/general"));
    SelectedTask task = task(golden);
    List<String> prompts = new ArrayList<>();
    List<String> targets = new ArrayList<>();
    for (Item item :
        new ItemBuilder(task.task(), task.shots(), data, ItemSettings.harness())
            .items(DocumentLimit.all())) {
      AskedItem asked = (AskedItem) item;
      prompts.add(Sha256.of(((Request.Completion) asked.request()).prompt().text()));
      targets.add(Sha256.of(target(asked.reference())));
    }
    assertThat(prompts.stream().map(digest -> digest.substring(0, 8)))
        .containsExactly(golden.get("each").textValue().split(" "));
    assertThat(Sha256.of(String.join("", prompts))).isEqualTo(golden.get("prompts").textValue());
    assertThat(Sha256.of(String.join("", targets))).isEqualTo(golden.get("targets").textValue());
  }

  private static String target(Reference reference) {
    if (reference instanceof Reference.RightTexts right) {
      return String.join("\0", right.texts());
    }
    return reference instanceof Reference.Program program
        ? program.whole("    pass\n")
        : ((Reference.Instructions) reference)
            .instructions().stream()
                .map(Reference.Instruction::id)
                .collect(Collectors.joining("\0"));
  }

  @Test
  void promptsAfterSolvedExamplesAreTheHarnesss() {
    JsonLinesSource data = JsonLinesSource.folder(HarnessGoldens.path("generation/data"));
    int compared = 0;
    for (JsonNode golden : goldens("invented_prompts.jsonl")) {
      SelectedTask task = task(golden);
      AskedItem item =
          (AskedItem)
              new ItemBuilder(task.task(), task.shots(), data, ItemSettings.harness())
                  .items(DocumentLimit.all())
                  .get(golden.get("doc_id").intValue());
      assertThat(((Request.Completion) item.request()).prompt().text())
          .isEqualTo(golden.get("prompt").textValue());
      List<String> right = new ArrayList<>();
      golden.get("target").forEach(text -> right.add(text.textValue()));
      assertThat(item.reference()).isEqualTo(new Reference.RightTexts(right));
      compared++;
    }
    assertThat(compared).isEqualTo(36);
  }
}
