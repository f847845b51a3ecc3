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
import dev.assay.eval.item.Request;
import dev.assay.eval.metric.MetricDefinition;
import dev.assay.eval.metric.TaskScoring;
import dev.assay.eval.response.AnsweredItem;
import dev.assay.eval.response.Response;
import dev.assay.eval.testing.HarnessGoldens;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What the harness's tasks of programs ask, and which programs they make of completions. */
class ProgramItemsTest {
  private static final List<JsonNode> GOLDENS =
      HarnessGoldens.lines("generation/programs.jsonl").stream()
          .map(HarnessGoldens::parse)
          .toList();

  static List<JsonNode> tasks() {
    return GOLDENS.subList(1, GOLDENS.size());
  }

  private static List<String> texts(JsonNode array) {
    List<String> texts = new ArrayList<>();
    array.forEach(text -> texts.add(text.textValue()));
    return texts;
  }

  @ParameterizedTest
  @MethodSource("tasks")
  void settingsAreTheHarnesss(JsonNode golden) {
    Task task = TaskCatalog.standard().task(golden.get("task").textValue());

    assertThat(task.version()).isEqualTo(golden.get("version").textValue());
    assertThat(task.defaultShots()).isEqualTo(golden.get("shots").intValue());
    assertThat(task.completion().until()).isEqualTo(texts(golden.get("until")));
    assertThat(task.completion().maxTokens()).isEqualTo(golden.get("max_gen_toks").intValue());
    assertThat(task.completion().temperature()).isEqualTo(golden.get("temperature").doubleValue());
    assertThat(task.completion().topP()).isEqualTo(golden.get("top_p").doubleValue());
    assertThat(task.scoring().filters())
        .extracting(FilterDefinition::name)
        .isEqualTo(texts(golden.get("filters")));
    assertThat(task.scoring().metrics())
        .extracting(MetricDefinition::metric)
        .isEqualTo(texts(golden.get("metrics")));
    assertThat(task.scoring().needsVerdicts()).isTrue();
  }

  @ParameterizedTest
  @MethodSource("tasks")
  void promptsAndProgramsAreTheHarnesss(JsonNode golden) {
    JsonLinesSource data = JsonLinesSource.folder(SharedFolder.path("data/general"));
    SelectedTask selected =
        TaskCatalog.standard()
            .select(List.of(golden.get("task").textValue()), OptionalInt.empty())
            .tasks()
            .get(0);
    TaskScoring scoring = TaskScoring.of(selected.task().name(), selected.task().scoring());
    StringBuilder prompts = new StringBuilder();
    List<String> programs = new ArrayList<>();
    for (Item item :
        new ItemBuilder(selected.task(), selected.shots(), data, ItemSettings.harness())
            .items(DocumentLimit.all())) {
      AskedItem asked = (AskedItem) item;
      Request.Completion request = (Request.Completion) asked.request();
      assertThat(request.samples()).isEqualTo(golden.get("repeats").intValue());
      prompts.append(Sha256.of(request.prompt().text()));
      Response answer = new Response.Completions(texts(GOLDENS.get(0).get("completions")));
      AnsweredItem answered =
          new AnsweredItem(asked.task(), asked.docId(), null, asked.reference(), answer, false);
      scoring.programs(answered).forEach(program -> programs.add(Sha256.of(program)));
    }
    assertThat(programs.subList(0, 3)).isEqualTo(texts(golden.get("example")));
    assertThat(Sha256.of(String.join("", programs))).isEqualTo(golden.get("programs").textValue());
    assertThat(Sha256.of(prompts.toString())).isEqualTo(golden.get("prompts").textValue());
  }

  private static List<String> programs(String task, String completion) {
    JsonLinesSource data = JsonLinesSource.folder(SharedFolder.path("data/general"));
    SelectedTask selected =
        TaskCatalog.standard().select(List.of(task), OptionalInt.empty()).tasks().get(0);
    TaskScoring scoring = TaskScoring.of(selected.task().name(), selected.task().scoring());
    List<String> programs = new ArrayList<>();
    for (Item item :
        new ItemBuilder(selected.task(), selected.shots(), data, ItemSettings.harness())
            .items(DocumentLimit.all())) {
      AskedItem asked = (AskedItem) item;
      Response answer = new Response.Completions(List.of(completion));
      programs.addAll(
          scoring.programs(
              new AnsweredItem(
                  asked.task(), asked.docId(), null, asked.reference(), answer, false)));
    }
    return programs;
  }

  /** Problem 367 is the 357th of the test split; its tests are of a tree that they do not make. */
  @ParameterizedTest
  @CsvSource({"mbpp, mbpp_setup", "mbpp_instruct, mbpp_instruct_setup"})
  void setupStandsBeforeTheTestsOfTheProblemThatHasOne(String without, String with) {
    String completion = without.equals("mbpp") ? "CODE" : "x = CODE\n```";
    List<String> plain = programs(without, completion);
    List<String> prepared = programs(with, completion);

    assertThat(prepared).hasSize(500);
    for (int i = 0; i < prepared.size(); i++) {
      String tests = plain.get(i).substring(plain.get(i).indexOf("assert"));
      String setup = i == 356 ? "root = Node(1) " : "";
      assertThat(prepared.get(i)).contains("CODE").endsWith("\n" + tests);
      assertThat(plain.get(i)).doesNotContain("root = Node(1) ");
      assertThat(prepared.get(i)).contains(setup);
    }
    assertThat(prepared.get(356).indexOf("CODE"))
        .isLessThan(prepared.get(356).indexOf("root = Node(1) "));
  }
}
