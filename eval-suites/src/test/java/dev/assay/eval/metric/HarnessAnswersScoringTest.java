package dev.assay.eval.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.core.testing.SharedFolder;
import dev.assay.eval.filter.FilterDefinition;
import dev.assay.eval.item.Reference;
import dev.assay.eval.response.AnsweredItem;
import dev.assay.eval.response.Response;
import dev.assay.eval.response.Response.ChoiceScore;
import dev.assay.eval.testing.HarnessGoldens;
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
import java.util.Set;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;

/** Answers that the reference harness scored by its own task files. */
class HarnessAnswersScoringTest {
  private static final double NUMPY = 1e-12;

  /** Filters and metric as the harness's files of the task have them. */
  private static TaskScoring scoring(String task) {
    return switch (task) {
      case "gsm8k" ->
          scoring(
              task,
              "{'regexes_to_ignore': [',', '\\\\$', '(?s).*#### ', '\\\\.$'], 'ignore_case': true,"
                  + " 'ignore_punctuation': false}",
              filter("strict-match", "regex", "{'regex_pattern': '#### (\\\\-?[0-9\\\\.\\\\,]+)'}"),
              filter(
                  "flexible-extract",
                  "regex",
                  "{'group_select': -1, 'regex_pattern': '(-?[$0-9.,]{2,})|(-?[0-9]+)'}"));
      case "nq_open" ->
          scoring(
              task,
              "{'ignore_case': true, 'ignore_punctuation': true,"
                  + " 'regexes_to_ignore': ['\\\\b(?:The |the |An |A |The |a |an )']}",
              filter("remove_whitespace", "remove_whitespace", "{}"));
      default ->
          scoring(
              task,
              "{'ignore_case': true, 'ignore_punctuation': true}",
              filter("remove_whitespace", "remove_whitespace", "{}"));
    };
  }

  private static Map<String, JsonNode> object(String json) {
    Map<String, JsonNode> entries = new LinkedHashMap<>();
    HarnessGoldens.parse(json.replace('\'', '"'))
        .properties()
        .forEach(entry -> entries.put(entry.getKey(), entry.getValue()));
    return entries;
  }

  private static FilterDefinition filter(String name, String function, String arguments) {
    return new FilterDefinition(
        name,
        List.of(
            new FilterDefinition.Step(function, object(arguments)),
            new FilterDefinition.Step("take_first", Map.of())));
  }

  private static TaskScoring scoring(String task, String options, FilterDefinition... filters) {
    return TaskScoring.of(
        task,
        new ScoringDefinition(
            OutputType.GENERATE_UNTIL,
            List.of(filters),
            List.of(new MetricDefinition("exact_match", "mean", true, object(options))),
            null));
  }

  @Test
  void inventedCompletionsAreFilteredAndScoredAsTheHarnessDoes() {
    List<JsonNode> goldens =
        HarnessGoldens.lines("generation/completions.jsonl").stream()
            .map(HarnessGoldens::parse)
            .toList();
    assertThat(goldens).hasSize(360);
    for (JsonNode golden : goldens) {
      String task = golden.get("task").textValue();
      JsonNode answer = golden.get("document").get("answer");
      List<String> right = new ArrayList<>();
      if (answer.isTextual()) {
        right.add(answer.textValue());
      } else {
        (answer.isArray() ? answer : answer.get("aliases")).forEach(a -> right.add(a.textValue()));
      }
      // Stored and read back, as a table would hold it.
      Reference stored = Reference.parse(new Reference.RightTexts(right).json());
      Response completion = new Response.Completions(List.of(golden.get("completion").textValue()));
      List<ItemScores> scores =
          scoring(task).item(new AnsweredItem(task, 0, null, stored, completion, false));
      assertThat(scores).hasSize(golden.get("filters").size());
      for (ItemScores one : scores) {
        JsonNode wanted = golden.get("filters").get(one.filter());
        assertThat(one.filtered())
            .as("%s", golden)
            .containsExactly(wanted.get("answer").textValue());
        assertThat(one.values().get(0).value().value())
            .as("%s %s", one.filter(), golden)
            .isEqualTo(wanted.get("exact_match").doubleValue());
      }
    }
  }

  /** Every item's metrics, and each task's and group's mean and standard error. */
  @Test
  void scoresOfRealItemsAreTheHarnesss() throws IOException {
    Path folder = SharedFolder.path("goldens/lm-eval");
    JsonNode results = HarnessGoldens.parse(Files.readString(folder.resolve("results.json")));
    int sets = 0;
    for (String model : List.of("gemma-wide", "recurrentgemma-wide")) {
      for (String set : List.of("zero-shot", "mmlu-5shot")) {
        JsonNode wanted = results.get(model + "." + set);
        Map<String, List<JsonNode>> tasks = lines(folder.resolve(model + "." + set + ".jsonl.gz"));
        List<TaskScore> scores = new ArrayList<>();
        tasks.forEach((task, lines) -> scores.addAll(scores(task, lines)));
        if (set.equals("mmlu-5shot")) {
          List<String> names = List.copyOf(tasks.keySet());
          scores.addAll(new GroupScoring("mmlu", names, "acc", null, true, true).scores(scores));
        }
        for (TaskScore score : scores) {
          JsonNode of = wanted.get(score.task());
          assertThat(score.n()).isEqualTo(of.get("n").longValue());
          assertThat(score.value())
              .as("%s", score)
              .isCloseTo(of.get(score.metric() + ",none").doubleValue(), within(NUMPY));
          assertThat(score.standardError())
              .as("%s", score)
              .isCloseTo(of.get(score.metric() + "_stderr,none").doubleValue(), within(NUMPY));
        }
        sets++;
      }
    }
    assertThat(sets).isEqualTo(4);
  }

  /**
   * The academic tasks among the further goldens, CommonsenseQA with and without examples; not
   * WinoGrande, of which they do not say which choice is right.
   */
  @Test
  void scoresOfFurtherItemsAreTheHarnesss() throws IOException {
    Path file = SharedFolder.path("goldens/lm-eval-further/gemma-wide.further.jsonl.gz");
    Set<String> academic =
        Set.of("arc_easy", "arc_challenge", "openbookqa", "social_iqa", "commonsense_qa", "boolq");
    List<JsonNode> all = new ArrayList<>(parsed(file));
    all.removeIf(line -> !academic.contains(line.get("task").textValue()));
    int compared = 0;
    for (JsonNode head : all.stream().filter(line -> line.has("results")).toList()) {
      String task = head.get("task").textValue();
      List<JsonNode> items = all.stream().filter(line -> ofRun(line, head)).toList();
      assertThat(items).as(task).hasSize(head.get("n").intValue());
      for (TaskScore score : scores(task, items)) {
        JsonNode of = head.get("results");
        assertThat(score.value())
            .as("%s", score)
            .isCloseTo(of.get(score.metric() + ",none").doubleValue(), within(NUMPY));
        assertThat(score.standardError())
            .as("%s", score)
            .isCloseTo(of.get(score.metric() + "_stderr,none").doubleValue(), within(NUMPY));
      }
      compared += items.size();
    }
    assertThat(compared).isEqualTo(400);
  }

  private static boolean ofRun(JsonNode line, JsonNode head) {
    if (!line.has("resps") || !line.get("task").equals(head.get("task"))) {
      return false;
    }
    boolean examples = line.path("context").asText().contains("\n\nQuestion: ");
    return !head.get("task").textValue().equals("commonsense_qa")
        || examples == head.get("shots").intValue() > 0;
  }

  private static List<JsonNode> parsed(Path file) throws IOException {
    try (BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
      return reader.lines().map(HarnessGoldens::parse).toList();
    }
  }

  private static Map<String, List<JsonNode>> lines(Path file) throws IOException {
    Map<String, List<JsonNode>> tasks = new LinkedHashMap<>();
    for (JsonNode line : parsed(file)) {
      if (line.has("resps")) {
        tasks.computeIfAbsent(line.get("task").textValue(), name -> new ArrayList<>()).add(line);
      }
    }
    return tasks;
  }

  private static List<TaskScore> scores(String task, List<JsonNode> lines) {
    List<MetricDefinition> metrics =
        List.of("acc", "acc_norm").stream()
            .filter(lines.get(0)::has)
            .map(name -> new MetricDefinition(name, "mean", true, Map.of()))
            .toList();
    TaskScoring scoring =
        TaskScoring.of(
            task,
            new ScoringDefinition(
                OutputType.MULTIPLE_CHOICE,
                List.of(new FilterDefinition(FilterDefinition.NONE, List.of())),
                metrics,
                null));
    List<AnsweredItem> items = lines.stream().map(line -> answered(task, line)).toList();
    List<List<ItemScores>> scored = items.stream().map(scoring::item).toList();
    for (int i = 0; i < lines.size(); i++) {
      for (MetricValue value : scored.get(i).get(0).values()) {
        assertThat(value.value().value())
            .as("%s %s %s", task, i, value.metric())
            .isEqualTo(lines.get(i).get(value.metric()).doubleValue());
      }
    }
    return scoring.scores(items, scored);
  }

  private static AnsweredItem answered(String task, JsonNode line) {
    List<ChoiceScore> choices = new ArrayList<>();
    for (int i = 0; i < line.get("resps").size(); i++) {
      JsonNode response = line.get("resps").get(i);
      String text = line.get("continuations").get(i).textValue().substring(1);
      choices.add(
          new ChoiceScore(
              response.get(0).doubleValue(),
              response.get(1).booleanValue(),
              1,
              text.codePointCount(0, text.length()),
              text.getBytes(StandardCharsets.UTF_8).length));
    }
    return new AnsweredItem(
        task,
        line.get("doc_id").intValue(),
        null,
        new Reference.RightChoices(List.of(right(line)), List.of()),
        new Response.Choices(choices, List.of()),
        false);
  }

  /** CommonsenseQA's is a letter. */
  private static int right(JsonNode line) {
    JsonNode target = line.get("target");
    return target.isInt() ? target.intValue() : target.textValue().charAt(0) - 'A';
  }
}
