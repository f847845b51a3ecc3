package dev.assay.eval.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.eval.outcome.ItemOutcome;
import dev.assay.eval.prompt.DocumentLimit;
import dev.assay.eval.prompt.FewShotSampling;
import dev.assay.eval.prompt.Item;
import dev.assay.eval.prompt.MultipleChoiceItem;
import dev.assay.eval.prompt.PromptBuilder;
import dev.assay.eval.task.SelectedTask;
import dev.assay.eval.task.TaskCatalog;
import dev.assay.eval.testing.HarnessGoldens;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Prompts, few-shot draws, metrics, hashes and layout: each line equals the harness's. */
class HarnessSamplesTest {

  @ParameterizedTest
  @CsvSource({
    "samples, hellaswag@0",
    "samples, piqa@0",
    "samples, mmlu_anatomy@5",
    "shots, hellaswag@3",
    "shots, piqa@7"
  })
  void linesAreTheHarnesssToTheByte(String folder, String expression) {
    SelectedTask task =
        TaskCatalog.standard().select(List.of(expression), OptionalInt.empty()).get(0);
    String name = task.definition().name();
    List<String> written = new ArrayList<>();
    List<String> golden = HarnessGoldens.lines(folder + "/samples_" + name + "_golden.jsonl");
    for (Item item : items(task)) {
      MultipleChoiceItem question = (MultipleChoiceItem) item;
      JsonNode sample = HarnessGoldens.parse(golden.get(written.size()));
      written.add(
          HarnessSamples.line(
              task.definition(), question, HarnessGoldens.outcome(question, sample)));
    }
    assertThat(written).containsExactlyElementsOf(golden);
  }

  @Test
  void aFailedItemHasAnErrorAndNoResponses() {
    SelectedTask task = TaskCatalog.standard().select(List.of("piqa"), OptionalInt.empty()).get(0);
    MultipleChoiceItem item = (MultipleChoiceItem) items(task).get(3);
    ItemOutcome failed = new ItemOutcome("piqa", 3, item.target(), List.of(), "too_long", false);
    JsonNode line = HarnessGoldens.parse(HarnessSamples.line(task.definition(), item, failed));
    assertThat(line.get("error").textValue()).isEqualTo("too_long");
    assertThat(line.get("doc_id").intValue()).isEqualTo(3);
    assertThat(line.get("resps")).isEmpty();
    assertThat(line.get("filtered_resps")).isEmpty();
    assertThat(line.has("acc")).isFalse();
  }

  private static List<Item> items(SelectedTask task) {
    return new PromptBuilder(task, HarnessGoldens.data(), FewShotSampling.harness())
        .items(DocumentLimit.all());
  }
}
