package dev.assay.eval.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.assay.core.error.AssayException;
import dev.assay.core.testing.SharedFolder;
import dev.assay.eval.filter.FilterDefinition;
import dev.assay.eval.item.Reference;
import dev.assay.eval.program.Verdict;
import dev.assay.eval.response.AnsweredItem;
import dev.assay.eval.response.Response;
import dev.assay.eval.response.Response.Completions;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PassAtKTest {
  private static final Verdict FAILED = new Verdict(Verdict.Status.FAILED, "AssertionError");

  @Test
  void estimateIsTheAuthors() throws IOException {
    JsonNode cases =
        new ObjectMapper()
            .readTree(SharedFolder.path("goldens/statistics.json").toFile())
            .at("/pass_at_k/cases");
    assertThat(cases.size()).isPositive();
    for (JsonNode one : cases) {
      assertThat(
              PassAtK.estimate(
                  one.get("n").intValue(), one.get("c").intValue(), one.get("k").intValue()))
          .as(one.toString())
          .isCloseTo(one.get("value").doubleValue(), within(1e-14));
    }
  }

  @Test
  void estimateIsTheShareOfSetsThatHoldOneThatPasses() {
    // Of the 6 pairs of 4 programs, of which 1 passes, 3 hold it.
    assertThat(PassAtK.estimate(4, 1, 2)).isCloseTo(0.5, within(1e-15));
    assertThat(PassAtK.estimate(4, 0, 2)).isZero();
    assertThat(PassAtK.estimate(4, 3, 2)).isOne();
  }

  private static TaskScoring scoring(String... metrics) {
    return TaskScoring.of(
        "programs",
        new ScoringDefinition(
            OutputType.GENERATE_UNTIL,
            List.of(
                new FilterDefinition(
                    "create_test",
                    List.of(new FilterDefinition.Step("build_predictions", Map.of())))),
            List.of(metrics).stream()
                .map(metric -> new MetricDefinition(metric, "mean", true, Map.of()))
                .toList(),
            null));
  }

  private static AnsweredItem item(int docId, Map<String, Verdict> verdicts, String... texts) {
    Map<String, Verdict> byDigest = new HashMap<>();
    verdicts.forEach((text, verdict) -> byDigest.put(Completions.digest(text), verdict));
    return new AnsweredItem(
        "programs",
        docId,
        null,
        new Reference.Program("def f():\n", "\ncheck(f)"),
        new Response.Completions(List.of(texts), byDigest),
        false);
  }

  @Test
  void scoresFollowFromVerdictsOfWholePrograms() {
    Map<String, Verdict> verdicts =
        Map.of("def f():\n  a\ncheck(f)", Verdict.passed(), "def f():\n  b\ncheck(f)", FAILED);
    TaskScoring scoring = scoring("pass@1", "pass@2", "pass_at_1");
    List<AnsweredItem> items =
        List.of(item(0, verdicts, "  a", "  b", "  b"), item(1, verdicts, "  b", "  b", "  b"));

    assertThat(scoring.programs(items.get(0)))
        .containsExactly(
            "def f():\n  a\ncheck(f)", "def f():\n  b\ncheck(f)", "def f():\n  b\ncheck(f)");
    List<TaskScore> scores = scoring.scores(items);
    assertThat(scores.get(0).value()).isCloseTo((1 / 3.0) / 2, within(1e-15));
    assertThat(scores.get(1).value()).isCloseTo((2 / 3.0) / 2, within(1e-15));
    assertThat(scores.get(2).value()).isEqualTo(scores.get(0).value());
    // Over problems, of which there are two, not over programs.
    assertThat(scores.get(0).standardError()).isCloseTo(1 / 6.0, within(1e-15));
  }

  @Test
  void programThatWasNotRunHasNoScore() {
    TaskScoring scoring = scoring("pass@1");
    AnsweredItem unknown = item(0, Map.of(), "  a");

    assertThat(scoring.item(unknown).get(0).values().get(0).value().value()).isNaN();
    assertThat(scoring.scores(List.of(unknown)).get(0).value()).isNaN();
  }

  @Test
  void programThatCouldNotBeStartedIsItsItemsFailure() {
    AnsweredItem item =
        item(3, Map.of("def f():\n  a\ncheck(f)", Verdict.notStarted("no Python")), "  a");

    assertThatThrownBy(() -> scoring("pass@1").item(item))
        .isInstanceOfSatisfying(
            AssayException.class, e -> assertThat(e.code()).isEqualTo("program_not_started"))
        .hasMessageContaining("item 3 of programs")
        .hasMessageContaining("no Python");
  }

  @Test
  void fewerAnswersThanKAreAnError() {
    assertThatThrownBy(() -> scoring("pass@10").item(item(0, Map.of(), "  a")))
        .hasMessageContaining("pass@10")
        .hasMessageContaining("repeats");
  }

  @Test
  void metricIsOfGeneratedTextsAlone() {
    assertThat(KnownMetrics.isMetric("pass@64")).isTrue();
    assertThat(KnownMetrics.isMetric("pass@0")).isFalse();
    assertThat(KnownMetrics.isMetric("pass@k")).isFalse();
    assertThatThrownBy(
            () ->
                TaskScoring.of(
                    "choices",
                    new ScoringDefinition(
                        OutputType.MULTIPLE_CHOICE,
                        List.of(new FilterDefinition("none", List.of())),
                        List.of(new MetricDefinition("pass@1", "mean", true, Map.of())),
                        null)))
        .hasMessageContaining("has no such metric");
  }
}
