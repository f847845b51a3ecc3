package dev.assay.eval.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.assay.core.digest.Sha256;
import dev.assay.core.testing.SharedFolder;
import dev.assay.eval.catalog.SelectedTask;
import dev.assay.eval.catalog.TaskCatalog;
import dev.assay.eval.dataset.DatasetFolder;
import dev.assay.eval.document.DatasetReference;
import dev.assay.eval.document.Document;
import dev.assay.eval.document.DocumentSource;
import dev.assay.eval.document.DocumentSplit;
import dev.assay.eval.form.FileForms;
import dev.assay.eval.item.AskedItem;
import dev.assay.eval.item.Item;
import dev.assay.eval.item.Prompt;
import dev.assay.eval.item.Reference;
import dev.assay.eval.item.Request;
import dev.assay.eval.metric.ItemScores;
import dev.assay.eval.metric.TaskScore;
import dev.assay.eval.metric.TaskScoring;
import dev.assay.eval.prompt.DocumentLimit;
import dev.assay.eval.prompt.ItemBuilder;
import dev.assay.eval.prompt.ItemSettings;
import dev.assay.eval.prompt.JsonLinesSource;
import dev.assay.eval.registry.DatasetRegistry;
import dev.assay.eval.response.AnsweredItem;
import dev.assay.eval.response.Response;
import dev.assay.eval.response.Response.ChoiceScore;
import dev.assay.eval.testing.HarnessGoldens;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * BIG-Bench Hard, AGIEval and MATH as the reference harness asks and scores them: contexts by their
 * digests, canned answers after each filter, metrics of items, means and standard errors.
 */
class AcademicGoldensTest {
  private static final double NUMPY = 1e-12;
  private static final TaskCatalog CATALOG = TaskCatalog.standard();

  /** The types of MATH's problems by the configurations of its subjects. */
  private static final Map<String, String> TYPES =
      Map.of(
          "algebra", "Algebra",
          "counting_and_probability", "Counting & Probability",
          "geometry", "Geometry",
          "intermediate_algebra", "Intermediate Algebra",
          "number_theory", "Number Theory",
          "prealgebra", "Prealgebra",
          "precalculus", "Precalculus");

  /** Answers of minerva_math that the harness's algebra system calls equal and texts do not. */
  private static final int ALGEBRA_ALONE = 0;

  private final DatasetFolder data =
      new DatasetFolder(
          SharedFolder.path("data-academic"), FileForms.plain(), DatasetRegistry.standard());

  /** MATH's own files are not at hand: AGIEval holds problems of its test set. */
  private DocumentSplit split(DatasetReference dataset, String split) {
    if (!dataset.path().equals("EleutherAI/hendrycks_math")) {
      return data.split(dataset, split);
    }
    DatasetReference math = new DatasetReference("ruixiangcui/AGIEval", "math", Map.of(), null);
    DocumentSplit all = data.split(math, "test");
    List<Document> documents = new ArrayList<>();
    for (Document document : all.documents()) {
      JsonNode other = document.fields().get("other");
      if (other.get("type").textValue().equals(TYPES.get(dataset.configuration()))) {
        ObjectNode fields = document.fields().objectNode();
        fields.set("problem", document.fields().get("question"));
        fields.set("solution", other.get("solution"));
        documents.add(new Document(documents.size(), fields, null));
      }
    }
    return new DocumentSplit(documents, all.files());
  }

  private static int first(String task) {
    return task.startsWith("bbh") ? 10 : task.startsWith("agieval") ? 20 : 0;
  }

  @Test
  void everyGoldenHolds() {
    Map<String, List<JsonNode>> goldens = new LinkedHashMap<>();
    for (String line :
        JsonLinesSource.lines(SharedFolder.path("goldens/academic/academic-prompts.jsonl.gz"))) {
      JsonNode golden = HarnessGoldens.parse(line);
      goldens
          .computeIfAbsent(golden.get("task").textValue(), task -> new ArrayList<>())
          .add(golden);
    }
    int compared = 0;
    List<String> otherVerdicts = new ArrayList<>();
    for (var task : goldens.entrySet()) {
      compared += compare(task.getKey(), task.getValue(), otherVerdicts);
    }
    assertThat(compared).isEqualTo(492);
    assertThat(otherVerdicts).hasSize(ALGEBRA_ALONE);
  }

  /** Goldens of items compared. */
  private int compare(String name, List<JsonNode> goldens, List<String> otherVerdicts) {
    SelectedTask task = CATALOG.select(List.of(name), OptionalInt.empty()).tasks().get(0);
    JsonNode head = goldens.get(0);
    assertThat(task.shots()).as(name).isEqualTo(head.get("shots").intValue());
    assertThat(task.task().version()).as(name).isEqualTo(head.get("version").asText());
    DocumentSource source = this::split;
    List<Item> items =
        new ItemBuilder(task.task(), task.shots(), source, ItemSettings.harness())
            .items(new DocumentLimit(first(name) + 6));
    TaskScoring scoring = TaskScoring.of(name, task.task().scoring());
    Map<Integer, AnsweredItem> answered = new TreeMap<>();
    for (JsonNode golden : goldens.subList(1, goldens.size())) {
      int document = golden.get("doc_id").intValue();
      AskedItem item = (AskedItem) items.get(first(name) + document);
      comparePrompt(item, golden);
      AnsweredItem answer = answered(item, golden);
      answered.put(document, answer);
      ItemScores scores =
          scoring.item(answer).stream()
              .filter(one -> one.filter().equals(golden.get("filter").textValue()))
              .findFirst()
              .orElseThrow();
      compareScores(scores, golden, otherVerdicts);
    }
    if (!name.startsWith("minerva")) {
      compareMeans(scoring.scores(List.copyOf(answered.values())), head.get("results"));
    }
    return goldens.size() - 1;
  }

  private static void comparePrompt(AskedItem item, JsonNode golden) {
    List<Prompt> prompts = new ArrayList<>();
    if (item.request() instanceof Request.Choices choices) {
      choices.choices().forEach(choice -> prompts.add(choice.context()));
      assertThat(choices.choices())
          .extracting(Request.Choice::continuation)
          .isEqualTo(texts(golden.get("continuations")));
    } else {
      prompts.add(((Request.Completion) item.request()).prompt());
    }
    for (Prompt prompt : prompts) {
      String text = prompt.text();
      if (golden.has("context")) {
        assertThat(text).isEqualTo(golden.get("context").textValue());
      }
      assertThat(Sha256.of(text))
          .as("%s %s", item.task(), item.docId())
          .isEqualTo(golden.get("context_sha256").textValue());
    }
  }

  private static List<String> texts(JsonNode list) {
    List<String> texts = new ArrayList<>();
    list.forEach(text -> texts.add(text.textValue()));
    return texts;
  }

  private static AnsweredItem answered(AskedItem item, JsonNode golden) {
    Response response;
    if (item.request() instanceof Request.Choices asked) {
      List<ChoiceScore> choices = new ArrayList<>();
      for (int i = 0; i < asked.choices().size(); i++) {
        String text = asked.choices().get(i).text();
        choices.add(
            new ChoiceScore(
                golden.get("resps").get(i).get(0).doubleValue(),
                golden.get("resps").get(i).get(1).booleanValue(),
                1,
                text.codePointCount(0, text.length()),
                text.getBytes(StandardCharsets.UTF_8).length));
      }
      response = new Response.Choices(choices, List.of());
    } else {
      response = new Response.Completions(texts(golden.get("resps")));
    }
    // Stored and read back, as a table would hold it.
    Reference stored = Reference.parse(item.reference().json());
    return new AnsweredItem(item.task(), item.docId(), null, stored, response, false);
  }

  private static void compareScores(
      ItemScores scores, JsonNode golden, List<String> otherVerdicts) {
    if (golden.has("filtered")) {
      assertThat(scores.filtered()).as("%s", golden).isEqualTo(texts(golden.get("filtered")));
    }
    scores
        .values()
        .forEach(
            value -> {
              double found = value.value().value();
              if (value.metric().equals("exact_match_string")) {
                if (found != golden.get("exact_match").doubleValue()) {
                  otherVerdicts.add(golden.toString());
                }
              } else if (!value.metric().equals("decided_by_text")) {
                assertThat(found)
                    .as("%s %s", value.metric(), golden)
                    .isEqualTo(golden.get(value.metric()).doubleValue());
              }
            });
  }

  private static void compareMeans(List<TaskScore> scores, JsonNode results) {
    for (TaskScore score : scores) {
      String key = score.metric() + "," + score.filter();
      boolean own = List.of("stripped", "last-answer").contains(score.filter());
      assertThat(results.has(key)).as("%s", score).isEqualTo(!own);
      if (!own) {
        assertThat(score.n()).isEqualTo(results.get("sample_len").longValue());
        assertThat(score.value())
            .as("%s", score)
            .isCloseTo(results.get(key).doubleValue(), within(NUMPY));
        String error = score.metric() + "_stderr," + score.filter();
        if (results.has(error)) {
          assertThat(score.standardError())
              .as("%s", score)
              .isCloseTo(results.get(error).doubleValue(), within(NUMPY));
        }
      }
    }
  }
}
