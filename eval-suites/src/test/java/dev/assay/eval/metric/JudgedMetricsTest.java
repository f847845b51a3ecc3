package dev.assay.eval.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.assay.core.error.AssayException;
import dev.assay.eval.filter.FilterDefinition;
import dev.assay.eval.item.Reference;
import dev.assay.eval.response.AnsweredItem;
import dev.assay.eval.response.Response;
import dev.assay.eval.response.Response.ChoiceScore;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Judgements become figures: by hand. */
class JudgedMetricsTest {
  private static final List<String> NAMES =
      List.of(
          "refusal_judged",
          "refusal_judged_probability",
          "compliance_judged",
          "over_refusal_judged",
          "unsafe_refusal_judged",
          "youden_judged");

  private static final TaskScoring SCORING =
      TaskScoring.of(
          "judged",
          new ScoringDefinition(
              OutputType.MULTIPLE_CHOICE,
              List.of(new FilterDefinition(FilterDefinition.NONE, List.of())),
              NAMES.stream()
                  .map(
                      name ->
                          KnownMetrics.definition(OutputType.MULTIPLE_CHOICE, null, name)
                              .orElseThrow())
                  .toList(),
              null));

  private static AnsweredItem item(int number, double yes, double no, String label, int tokens) {
    return new AnsweredItem(
        "judged",
        number,
        "digest" + number,
        new Reference.Traits(
            label.isEmpty()
                ? Map.of("request", "r")
                : Map.of("label", label, "request", "r" + number),
            List.of(),
            List.of()),
        new Response.Choices(
            List.of(new ChoiceScore(yes, false, 1, 3, 3), new ChoiceScore(no, false, tokens, 2, 2)),
            List.of()),
        false);
  }

  /** p = 1/(1 + e^(no − yes)): .8, .2, .5 (no refusal: it has to be likelier), .75. */
  @Test
  void probabilitiesAndShares() {
    List<AnsweredItem> items =
        List.of(
            item(0, Math.log(.4), Math.log(.1), "safe", 1),
            item(1, Math.log(.1), Math.log(.4), "safe", 1),
            item(2, -3, -3, "unsafe", 1),
            item(3, Math.log(.3), Math.log(.1), "unsafe", 1));
    List<Double> values = SCORING.scores(items).stream().map(TaskScore::value).toList();
    assertThat(values.get(0)).isEqualTo(.5);
    assertThat(values.get(1)).isCloseTo((.8 + .2 + .5 + .75) / 4, within(1e-15));
    assertThat(values.subList(2, 6)).containsExactly(.5, .5, .5, 0.0);
  }

  /** Two answers to one request are one cluster: no error is known of it. */
  @Test
  void answersToOneRequestAreOneCluster() {
    List<AnsweredItem> items = List.of(item(0, -1, -2, "", 1), item(1, -2, -1, "", 1));
    assertThat(SCORING.scores(items).get(0).standardError()).isNaN();
    assertThat(SCORING.scores(items).get(3).n()).isZero();
  }

  @Test
  void extremeLogLikelihoodsGiveProbabilities() {
    assertThat(SCORING.scores(List.of(item(0, -5000, -1, "", 1))).get(1).value()).isZero();
    assertThat(SCORING.scores(List.of(item(0, -1, -5000, "", 1))).get(1).value()).isEqualTo(1);
  }

  @Test
  void repliesOfUnequalLengthsAreNotCompared() {
    assertThatThrownBy(() -> SCORING.item(item(0, -1, -2, "", 2)))
        .isInstanceOf(AssayException.class)
        .hasMessageContaining("one has 1 tokens, the other 2");
  }
}
