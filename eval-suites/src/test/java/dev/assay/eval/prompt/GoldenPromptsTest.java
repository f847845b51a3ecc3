package dev.assay.eval.prompt;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.assay.eval.data.DataFolder;
import dev.assay.eval.data.JsonLinesReader;
import dev.assay.eval.outcome.ChoiceOutcome;
import dev.assay.eval.outcome.ItemOutcome;
import dev.assay.eval.score.ItemMetrics;
import dev.assay.eval.score.Scoring;
import dev.assay.eval.score.TaskScore;
import dev.assay.eval.task.SelectedTask;
import dev.assay.eval.task.TaskCatalog;
import dev.assay.eval.task.TaskGroup;
import dev.assay.testing.SharedFolder;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.zip.GZIPInputStream;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Prompts, metrics and scores of the reference harness, item by item, on real data. */
class GoldenPromptsTest {
  private static final double EXACT = 1e-12;

  private final TaskCatalog catalog = TaskCatalog.standard();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "gemma-wide.zero-shot",
        "gemma-wide.mmlu-5shot",
        "recurrentgemma-wide.zero-shot",
        "recurrentgemma-wide.mmlu-5shot"
      })
  void promptsMetricsAndScoresAreTheHarnesss(String set) throws IOException {
    JsonNode results =
        new ObjectMapper()
            .readTree(SharedFolder.path("goldens/lm-eval/results.json").toFile())
            .get(set);
    DataFolder data = new DataFolder(SharedFolder.path("data"), List.of(new JsonLinesReader()));
    List<TaskScore> scores = new ArrayList<>();
    for (var golden : goldens(set).entrySet()) {
      SelectedTask task = catalog.select(List.of(golden.getKey()), OptionalInt.empty()).get(0);
      List<Item> items =
          new PromptBuilder(task, data, FewShotSampling.harness())
              .items(new DocumentLimit(golden.getValue().size()));
      List<ItemOutcome> outcomes = new ArrayList<>();
      for (int i = 0; i < items.size(); i++) {
        outcomes.add(compare((MultipleChoiceItem) items.get(i), golden.getValue().get(i)));
      }
      scores.addAll(Scoring.scores(task.definition(), outcomes));
    }
    assertThat(scores).isNotEmpty();
    scores.forEach(score -> compare(score, results));
    if (set.contains("mmlu")) {
      for (TaskGroup group : catalog.groups()) {
        Scoring.groupScores(group, scores).forEach(score -> compare(score, results));
      }
    }
  }

  private static ItemOutcome compare(MultipleChoiceItem item, JsonNode golden) {
    assertThat(item.docId()).isEqualTo(golden.get("doc_id").intValue());
    assertThat(item.context()).isEqualTo(golden.get("context").textValue());
    assertThat(item.target()).isEqualTo(golden.get("target").intValue());
    List<ChoiceOutcome> choices = new ArrayList<>();
    for (int c = 0; c < golden.get("continuations").size(); c++) {
      assertThat(item.continuations().get(c))
          .isEqualTo(golden.get("continuations").get(c).textValue());
      JsonNode response = golden.get("resps").get(c);
      String choice = item.choices().get(c);
      choices.add(
          new ChoiceOutcome(
              response.get(0).doubleValue(),
              response.get(1).booleanValue(),
              1,
              choice.codePointCount(0, choice.length()),
              choice.getBytes(StandardCharsets.UTF_8).length));
    }
    ItemOutcome outcome =
        new ItemOutcome(item.task(), item.docId(), item.target(), choices, null, false);
    ItemMetrics metrics = Scoring.metrics(outcome);
    assertThat(metrics.acc()).isEqualTo(golden.get("acc").doubleValue());
    if (golden.has("acc_norm")) {
      assertThat(metrics.accNorm()).isEqualTo(golden.get("acc_norm").doubleValue());
    }
    return outcome;
  }

  private static void compare(TaskScore score, JsonNode results) {
    JsonNode golden = results.get(score.task());
    assertThat(golden).as(score.task()).isNotNull();
    assertThat(score.value())
        .as(score.task())
        .isCloseTo(golden.get(score.metric() + ",none").doubleValue(), Assertions.within(EXACT));
    assertThat(score.standardError())
        .as(score.task())
        .isCloseTo(
            golden.get(score.metric() + "_stderr,none").doubleValue(), Assertions.within(EXACT));
  }

  /** Items by task, in file order. */
  private static Map<String, List<JsonNode>> goldens(String set) throws IOException {
    Path file = SharedFolder.path("goldens/lm-eval/" + set + ".jsonl.gz");
    Map<String, List<JsonNode>> items = new LinkedHashMap<>();
    ObjectMapper json = new ObjectMapper();
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        JsonNode row = json.readTree(line);
        if (row.has("doc_id") && row.has("continuations")) {
          items.computeIfAbsent(row.get("task").asText(), task -> new ArrayList<>()).add(row);
        }
      }
    }
    items.keySet().removeIf(task -> !task.matches("mmlu_.*|hellaswag|piqa"));
    return items;
  }
}
