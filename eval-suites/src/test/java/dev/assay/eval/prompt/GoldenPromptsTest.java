package dev.assay.eval.prompt;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.assay.core.testing.SharedFolder;
import dev.assay.eval.data.DataFolder;
import dev.assay.eval.data.JsonLinesReader;
import dev.assay.eval.data.SourceDocument;
import dev.assay.eval.outcome.ChoiceOutcome;
import dev.assay.eval.outcome.ItemOutcome;
import dev.assay.eval.score.ItemMetrics;
import dev.assay.eval.score.Scoring;
import dev.assay.eval.score.TaskScore;
import dev.assay.eval.task.SelectedTask;
import dev.assay.eval.task.TaskCatalog;
import dev.assay.eval.task.TaskGroup;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Prompts, metrics and scores of the reference harness, item by item, on real data. */
class GoldenPromptsTest {
  private static final TaskCatalog CATALOG = TaskCatalog.standard();

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
    List<JsonNode> rows = rows(set);
    for (var golden : goldens(rows).entrySet()) {
      SelectedTask task = CATALOG.select(List.of(golden.getKey()), OptionalInt.empty()).get(0);
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
    Map<String, JsonNode> reported = reported(rows);
    for (TaskScore score : scores) {
      JsonNode harness = reported.get(score.task());
      assertThat(score.n()).isEqualTo(harness.get("sample_len").longValue());
      assertThat(score.value())
          .as(score.task())
          .isEqualTo(harness.get(score.metric() + ",none").doubleValue());
    }
    if (set.contains("mmlu")) {
      for (TaskGroup group : CATALOG.groups()) {
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
        .isEqualTo(golden.get(score.metric() + ",none").doubleValue());
    assertThat(score.standardError())
        .as(score.task())
        .isEqualTo(golden.get(score.metric() + "_stderr,none").doubleValue());
  }

  /** Items by task, in file order. */
  private static Map<String, List<JsonNode>> goldens(List<JsonNode> rows) {
    Map<String, List<JsonNode>> items = new LinkedHashMap<>();
    for (JsonNode row : rows) {
      if (row.has("continuations")) {
        items.computeIfAbsent(row.get("task").asText(), task -> new ArrayList<>()).add(row);
      }
    }
    items.keySet().removeIf(task -> !task.matches("mmlu_.*|hellaswag|piqa"));
    return items;
  }

  /** What the harness itself reported of each task: the line before its items. */
  private static Map<String, JsonNode> reported(List<JsonNode> rows) {
    Map<String, JsonNode> reported = new LinkedHashMap<>();
    for (JsonNode row : rows) {
      if (row.has("results")) {
        reported.put(row.get("task").asText(), row.get("results"));
      }
    }
    return reported;
  }

  private static List<JsonNode> rows(String set) throws IOException {
    Path file = SharedFolder.path("goldens/lm-eval/" + set + ".jsonl.gz");
    List<JsonNode> rows = new ArrayList<>();
    for (SourceDocument row : new JsonLinesReader().read(file)) {
      assertThat(row.broken()).isFalse();
      rows.add(row.fields());
    }
    return rows;
  }
}
