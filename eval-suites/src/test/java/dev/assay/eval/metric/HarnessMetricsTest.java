package dev.assay.eval.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.eval.filter.AnswerFilter;
import dev.assay.eval.filter.FilterDefinition;
import dev.assay.eval.item.Reference;
import dev.assay.eval.response.AnsweredItem;
import dev.assay.eval.response.Response;
import dev.assay.eval.testing.HarnessGoldens;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Filters, metrics, aggregations and standard errors as the reference harness computes them. */
class HarnessMetricsTest {
  private static final double NUMPY = 1e-12;

  private static List<JsonNode> goldens(String name) {
    return HarnessGoldens.lines("metrics/" + name).stream().map(HarnessGoldens::parse).toList();
  }

  private static List<String> texts(JsonNode array) {
    List<String> texts = new ArrayList<>();
    array.forEach(text -> texts.add(text.textValue()));
    return texts;
  }

  @Test
  void filtersLeaveWhatTheHarnesssLeave() {
    List<JsonNode> goldens = goldens("filters.jsonl");
    assertThat(goldens).hasSize(400);
    for (JsonNode golden : goldens) {
      List<FilterDefinition.Step> steps = new ArrayList<>();
      for (JsonNode step : golden.get("steps")) {
        Map<String, JsonNode> arguments = new HashMap<>();
        step.properties().forEach(entry -> arguments.put(entry.getKey(), entry.getValue()));
        steps.add(new FilterDefinition.Step(arguments.remove("function").textValue(), arguments));
      }
      AnswerFilter filter = AnswerFilter.of(new FilterDefinition("f", steps));
      assertThat(filter.of(texts(golden.get("completions")), texts(golden.get("choices"))))
          .as("%s", golden)
          .isEqualTo(texts(golden.get("left")));
    }
  }

  @Test
  void answersMatchExactlyWhereTheHarnesssDo() {
    List<JsonNode> goldens = goldens("exact_match.jsonl");
    assertThat(goldens).hasSize(300);
    for (JsonNode golden : goldens) {
      Map<String, JsonNode> options = new HashMap<>();
      golden.get("options").properties().forEach(e -> options.put(e.getKey(), e.getValue()));
      boolean equal =
          ExactMatch.of("t", options)
              .equalsOne(golden.get("answer").textValue(), texts(golden.get("right")));
      assertThat(equal ? 1.0 : 0.0).as("%s", golden).isEqualTo(golden.get("score").doubleValue());
    }
  }

  /** Standard errors by resampling too: they are of the same draws. */
  @Test
  void scoresAndStandardErrorsAreTheHarnesss() {
    List<JsonNode> goldens = goldens("tasks.jsonl");
    assertThat(goldens).hasSize(10);
    for (JsonNode golden : goldens) {
      String name = golden.get("name").textValue();
      TaskScoring scoring = TaskScoring.of(name, definition(golden));
      List<AnsweredItem> items = new ArrayList<>();
      golden.get("items").forEach(item -> items.add(answered(name, items.size(), item)));
      List<List<ItemScores>> scored = items.stream().map(scoring::item).toList();
      for (int i = 0; i < scored.size(); i++) {
        JsonNode wanted = golden.get("values").get(i);
        for (MetricValue value : scored.get(i).get(0).values()) {
          if (wanted.has(value.metric())) {
            isClose(value.value().value(), wanted.get(value.metric()), name + i + value.metric());
          }
        }
      }
      List<TaskScore> scores = scoring.scores(items, scored);
      assertThat(scores).hasSize(golden.get("scores").size());
      for (int metric = 0; metric < scores.size(); metric++) {
        TaskScore score = scores.get(metric);
        JsonNode wanted = golden.get("scores").get(score.metric());
        isClose(score.value(), wanted.get("value"), name + " " + score.metric());
        int at = metric;
        List<ItemValue> values =
            scored.stream().map(item -> item.get(0).values().get(at).value()).toList();
        boolean shortened = wanted.get("samples").intValue() == 2000;
        double error = shortened ? resampled(score.metric(), values) : score.standardError();
        isClose(error, wanted.get("error"), name + " " + score.metric() + " error");
      }
    }
  }

  /** From 2000 samples: scikit-learn took too long for more. */
  private static double resampled(String metric, List<ItemValue> values) {
    String name = metric.equals("mcc") ? "matthews_corrcoef" : metric;
    Aggregation aggregation =
        Aggregation.ALL.stream().filter(one -> one.name().equals(name)).findFirst().orElseThrow();
    Statistic statistic = aggregation.statistic().apply(new Values(values));
    return Bootstrap.standardError(statistic, values.size(), 2000);
  }

  private static void isClose(double found, JsonNode wanted, String of) {
    double value = wanted.isTextual() ? Double.NaN : wanted.doubleValue();
    if (Double.isNaN(value)) {
      assertThat(found).as(of).isNaN();
    } else {
      assertThat(found).as(of).isCloseTo(value, within(NUMPY * Math.max(1, Math.abs(value))));
    }
  }

  private static ScoringDefinition definition(JsonNode golden) {
    OutputType type =
        OutputType.valueOf(golden.get("output_type").textValue().toUpperCase(Locale.ROOT));
    String function = golden.get("function").textValue();
    List<MetricDefinition> metrics = new ArrayList<>();
    golden
        .get("scores")
        .fieldNames()
        .forEachRemaining(
            name -> metrics.add(KnownMetrics.definition(type, function, name).orElseThrow()));
    return new ScoringDefinition(
        type, List.of(new FilterDefinition(FilterDefinition.NONE, List.of())), metrics, function);
  }

  private static AnsweredItem answered(String task, int docId, JsonNode item) {
    Reference reference = new Reference.None();
    Response response;
    if (item.has("completions")) {
      reference = new Reference.RightTexts(texts(item.get("right")));
      response = new Response.Completions(texts(item.get("completions")));
    } else if (item.has("text")) {
      String text = item.get("text").textValue();
      reference = new Reference.RightTexts(List.of(text));
      int words = text.split("\\s+", -1).length;
      double logLikelihood = item.get("scores").get(0).get(0).doubleValue();
      response =
          new Response.Rolling(
              logLikelihood, 1, words, text.getBytes(StandardCharsets.UTF_8).length);
    } else {
      List<Response.ChoiceScore> choices = new ArrayList<>();
      List<Response.ChoiceScore> unconditional = new ArrayList<>();
      for (int i = 0; i < item.get("scores").size(); i++) {
        JsonNode score = item.get("scores").get(i);
        String text = item.path("texts").path(i).asText("");
        choices.add(choice(score.get(0).doubleValue(), score.get(1).booleanValue(), text));
        unconditional.add(choice(item.path("unconditional").path(i).asDouble(), false, text));
      }
      List<Integer> right = new ArrayList<>();
      item.path("right").forEach(index -> right.add(index.intValue()));
      reference = new Reference.RightChoices(right, List.of());
      response = new Response.Choices(choices, unconditional);
    }
    return new AnsweredItem(task, docId, null, reference, response, false);
  }

  private static Response.ChoiceScore choice(double logLikelihood, boolean greedy, String text) {
    return new Response.ChoiceScore(
        logLikelihood,
        greedy,
        1,
        text.codePointCount(0, text.length()),
        text.getBytes(StandardCharsets.UTF_8).length);
  }
}
