package dev.assay.eval.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.eval.catalog.SelectedTask;
import dev.assay.eval.catalog.Task;
import dev.assay.eval.catalog.TaskCatalog;
import dev.assay.eval.item.AskedItem;
import dev.assay.eval.item.Item;
import dev.assay.eval.metric.TaskScoring;
import dev.assay.eval.prompt.DocumentLimit;
import dev.assay.eval.prompt.ItemBuilder;
import dev.assay.eval.prompt.ItemSettings;
import dev.assay.eval.request.PromptForm;
import dev.assay.eval.response.AnsweredItem;
import dev.assay.eval.response.Response;
import dev.assay.eval.run.TaskSpecification;
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
    SelectedTask task = selected(expression);
    String name = task.task().name();
    HarnessSamples samples = samples(task);
    TaskScoring scoring = TaskScoring.of(name, task.task().scoring());
    List<String> written = new ArrayList<>();
    List<String> golden = HarnessGoldens.lines(folder + "/samples_" + name + "_golden.jsonl");
    for (Item item : items(task)) {
      AskedItem asked = (AskedItem) item;
      JsonNode sample = HarnessGoldens.parse(golden.get(written.size()));
      AnsweredItem answered = HarnessGoldens.answered(asked, sample);
      written.add(samples.line("none", asked, answered, scoring.item(answered).get(0)));
    }
    assertThat(written).containsExactlyElementsOf(golden);
  }

  @Test
  void aFailedItemHasAnErrorAndNoResponses() {
    SelectedTask task = selected("piqa");
    AskedItem item = (AskedItem) items(task).get(3);
    AnsweredItem failed =
        new AnsweredItem(
            "piqa", 3, null, item.reference(), new Response.Failure("too_long", "long"), false);
    JsonNode line = HarnessGoldens.parse(samples(task).line("none", item, failed, null));
    assertThat(line.get("error").textValue()).isEqualTo("too_long");
    assertThat(line.get("doc_id").intValue()).isEqualTo(3);
    assertThat(line.get("resps")).isEmpty();
    assertThat(line.get("filtered_resps")).isEmpty();
    assertThat(line.has("acc")).isFalse();
  }

  private static SelectedTask selected(String expression) {
    return TaskCatalog.standard().select(List.of(expression), OptionalInt.empty()).tasks().get(0);
  }

  private static HarnessSamples samples(SelectedTask selected) {
    Task task = selected.task();
    return new HarnessSamples(
        new TaskSpecification(
            task.name(),
            task.alias(),
            task.version(),
            task.fingerprint(),
            selected.shots(),
            0,
            List.of(),
            task.scoring()),
        PromptForm.PLAIN);
  }

  private static List<Item> items(SelectedTask task) {
    return new ItemBuilder(task.task(), task.shots(), HarnessGoldens.data(), ItemSettings.harness())
        .items(DocumentLimit.all());
  }
}
