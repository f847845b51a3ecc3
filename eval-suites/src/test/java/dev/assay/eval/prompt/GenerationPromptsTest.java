package dev.assay.eval.prompt;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.core.digest.Sha256;
import dev.assay.core.testing.SharedFolder;
import dev.assay.eval.data.DataFolder;
import dev.assay.eval.data.JsonLinesReader;
import dev.assay.eval.outcome.InstructionList;
import dev.assay.eval.outcome.ProgramFrame;
import dev.assay.eval.outcome.Reference;
import dev.assay.eval.outcome.RightAnswers;
import dev.assay.eval.task.AnswerFilter;
import dev.assay.eval.task.GenerationTask;
import dev.assay.eval.task.SelectedGenerationTask;
import dev.assay.eval.task.TaskCatalog;
import dev.assay.eval.testing.HarnessGoldens;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Prompts, targets and settings of the reference harness's generation tasks. */
class GenerationPromptsTest {
  private static final TaskCatalog CATALOG = TaskCatalog.standard();

  private static SelectedGenerationTask task(JsonNode golden) {
    return CATALOG
        .selectGeneration(
            List.of(golden.get("task").textValue()), OptionalInt.of(golden.get("shots").intValue()))
        .get(0);
  }

  private static List<JsonNode> goldens(String name) {
    return HarnessGoldens.lines("generation/" + name).stream()
        .map(HarnessGoldens::parse)
        .collect(Collectors.toList());
  }

  @Test
  void everyTaskHasTheHarnesssSettings() {
    List<JsonNode> goldens = goldens("settings.jsonl");
    assertThat(goldens).hasSameSizeAs(CATALOG.generationTasks());
    for (int i = 0; i < goldens.size(); i++) {
      JsonNode golden = goldens.get(i);
      GenerationTask task = CATALOG.generationTasks().get(i);
      assertThat(task.name()).isEqualTo(golden.get("task").textValue());
      assertThat(task.version()).isEqualTo(golden.get("version").textValue());
      List<String> until = new ArrayList<>();
      golden.get("until").forEach(text -> until.add(text.textValue()));
      assertThat(task.generation().until()).isEqualTo(until);
      assertThat(task.generation().maxGenToks()).isEqualTo(golden.get("max_gen_toks").intValue());
      assertThat(task.generation().doSample()).isEqualTo(golden.get("do_sample").booleanValue());
      assertThat(task.defaultShots()).isEqualTo(golden.get("shots").intValue());
      List<String> filters = new ArrayList<>();
      golden.get("filters").forEach(name -> filters.add(name.textValue()));
      if (!filters.equals(List.of("create_test"))) {
        assertThat(task.filters()).extracting(AnswerFilter::name).isEqualTo(filters);
      }
    }
  }

  static List<JsonNode> realPrompts() {
    return goldens("prompts.jsonl");
  }

  @ParameterizedTest
  @MethodSource("realPrompts")
  void promptsAndTargetsOfRealDocumentsAreTheHarnesss(JsonNode golden) {
    DataFolder data =
        new DataFolder(SharedFolder.path("data/general"), List.of(new JsonLinesReader()));
    List<Item> items =
        new GenerationPromptBuilder(task(golden), data, FewShotSampling.harness())
            .items(DocumentLimit.all());
    List<String> prompts = new ArrayList<>();
    List<String> targets = new ArrayList<>();
    for (Item item : items) {
      GenerationItem asked = (GenerationItem) item;
      prompts.add(Sha256.of(asked.prompt()));
      targets.add(Sha256.of(target(asked.reference())));
    }
    assertThat(prompts.stream().map(digest -> digest.substring(0, 8)))
        .containsExactly(golden.get("each").textValue().split(" "));
    assertThat(Sha256.of(String.join("", prompts))).isEqualTo(golden.get("prompts").textValue());
    assertThat(Sha256.of(String.join("", targets))).isEqualTo(golden.get("targets").textValue());
  }

  private static String target(Reference reference) {
    if (reference instanceof RightAnswers right) {
      return String.join("\0", right.texts());
    }
    return reference instanceof ProgramFrame frame
        ? frame.program("    pass\n")
        : ((InstructionList) reference)
            .instructions().stream()
                .map(InstructionList.Instruction::id)
                .collect(Collectors.joining("\0"));
  }

  @Test
  void promptsBehindSolvedExamplesAreTheHarnesss() {
    DataFolder data =
        new DataFolder(HarnessGoldens.path("generation/data"), List.of(new JsonLinesReader()));
    int compared = 0;
    for (JsonNode golden : goldens("invented_prompts.jsonl")) {
      GenerationItem item =
          (GenerationItem)
              new GenerationPromptBuilder(task(golden), data, FewShotSampling.harness())
                  .items(DocumentLimit.all())
                  .get(golden.get("doc_id").intValue());
      assertThat(item.prompt()).isEqualTo(golden.get("prompt").textValue());
      List<String> right = new ArrayList<>();
      golden.get("target").forEach(text -> right.add(text.textValue()));
      assertThat(item.reference()).isEqualTo(new RightAnswers(right));
      compared++;
    }
    assertThat(compared).isEqualTo(36);
  }
}
