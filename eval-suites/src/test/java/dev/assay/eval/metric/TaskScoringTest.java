package dev.assay.eval.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.assay.core.error.AssayException;
import dev.assay.eval.filter.FilterDefinition;
import dev.assay.eval.item.Reference;
import dev.assay.eval.response.AnsweredItem;
import dev.assay.eval.response.Response;
import dev.assay.eval.response.Response.ChoiceScore;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TaskScoringTest {
  private static final FilterDefinition NONE =
      new FilterDefinition(FilterDefinition.NONE, List.of());
  private static final Response FAILURE = new Response.Failure("too_long", "too long by 3");

  private static MetricDefinition metric(String name) {
    return new MetricDefinition(name, "mean", true, Map.of());
  }

  private static ScoringDefinition choices(String... metrics) {
    return new ScoringDefinition(
        OutputType.MULTIPLE_CHOICE,
        List.of(NONE),
        Arrays.stream(metrics).map(TaskScoringTest::metric).toList(),
        null);
  }

  private static TaskScoring scoring() {
    return TaskScoring.of("colours", choices("acc", "acc_norm", "acc_bytes"));
  }

  /** Log-likelihood, code points and bytes of each choice. */
  private static AnsweredItem item(int target, double[]... choices) {
    List<ChoiceScore> scores =
        Arrays.stream(choices)
            .map(c -> new ChoiceScore(c[0], false, 1, (int) c[1], (int) c[2]))
            .toList();
    return new AnsweredItem(
        "colours",
        0,
        null,
        new Reference.RightChoices(List.of(target), List.of()),
        new Response.Choices(scores, List.of()),
        false);
  }

  private static double[] choice(double logLikelihood, int codePoints, int bytes) {
    return new double[] {logLikelihood, codePoints, bytes};
  }

  private static AnsweredItem item(boolean right) {
    return item(right ? 0 : 1, choice(-1, 1, 1), choice(-2, 1, 1));
  }

  private static AnsweredItem failed() {
    return new AnsweredItem("colours", 0, null, null, FAILURE, false);
  }

  private static List<Double> values(AnsweredItem item) {
    return scoring().item(item).get(0).values().stream().map(v -> v.value().value()).toList();
  }

  /** −6/6 = −1, −5/2 = −2.5, −8/9; by bytes −6/6, −5/2, −8/5. */
  @Test
  void lengthsDecideTheNormalisedMetrics() {
    AnsweredItem third = item(2, choice(-6, 6, 6), choice(-5, 2, 2), choice(-8, 9, 5));
    assertThat(values(third)).containsExactly(0.0, 1.0, 0.0);
    assertThat(scoring().item(third).get(0).picked()).isEqualTo(1);
    assertThat(scoring().item(third).get(0).ties()).isZero();
    assertThat(values(item(0, choice(-6, 6, 6), choice(-5, 2, 2), choice(-8, 9, 5))))
        .containsExactly(0.0, 0.0, 1.0);
  }

  @Test
  void theFirstOfEqualsIsPickedAndTiesAreCounted() {
    AnsweredItem tied =
        item(1, choice(-3, 1, 1), choice(-2, 1, 1), choice(-2, 1, 1), choice(-2, 1, 1));
    assertThat(values(tied)).containsExactly(1.0, 1.0, 1.0);
    assertThat(scoring().item(tied).get(0).picked()).isEqualTo(1);
    assertThat(scoring().item(tied).get(0).ties()).isEqualTo(2);
    AnsweredItem zeros = item(0, choice(-0.0, 1, 1), choice(0.0, 1, 1));
    assertThat(scoring().item(zeros).get(0).picked()).isZero();
  }

  /**
   * numpy: np.argmax([-4.0, -3.0] / np.array([0.0, 3.0])) is 1, of [-4.0 / 0, -3.0 / 0] it is 0.
   */
  @Test
  void aChoiceWithoutTextIsTheLeastByLength() {
    assertThat(values(item(1, choice(-4, 0, 0), choice(-3, 3, 3))).get(1)).isOne();
    assertThat(values(item(1, choice(-1, 0, 0), choice(-3, 3, 3))).get(2)).isOne();
    assertThat(values(item(0, choice(-4, 0, 0), choice(-3, 0, 0))).get(1)).isOne();
  }

  /** numpy: np.argmax([-1.0, nan]) is 1, and 0.0 / 0.0 is NaN. */
  @Test
  void aCertainChoiceWithoutTextIsTheGreatestByLength() {
    assertThat(values(item(1, choice(-3, 3, 3), choice(0, 0, 0))).get(1)).isOne();
    assertThat(values(item(0, choice(0, 0, 0), choice(0, 3, 3))).get(1)).isOne();
  }

  @Test
  void aFailedItemHasNoMetrics() {
    assertThatThrownBy(() -> scoring().item(failed()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("too_long");
  }

  /** Three of four: mean 0.75, variance (3·0.0625 + 0.5625)/3 = 0.25, error 0.5/2. */
  @Test
  void meansAndErrorsAreOfTheScoredItems() {
    List<TaskScore> scores =
        scoring()
            .scores(List.of(item(true), failed(), item(true), item(false), failed(), item(true)));
    assertThat(scores)
        .extracting(TaskScore::metric)
        .containsExactly("acc", "acc_norm", "acc_bytes");
    assertThat(scores.get(0))
        .isEqualTo(new TaskScore("colours", "acc", "none", 0.75, 0.25, 4, 2, 0, 0, true));
  }

  @Test
  void truncatedAndTiedItemsAreCountedAmongTheScored() {
    AnsweredItem tied = item(0, choice(-1, 1, 1), choice(-1, 1, 1), choice(-1, 1, 1));
    AnsweredItem cut =
        new AnsweredItem("colours", 1, null, tied.reference(), tied.response(), true);
    TaskScore score = scoring().scores(List.of(tied, cut, item(true))).get(0);
    assertThat(score.truncated()).isEqualTo(1);
    assertThat(score.ties()).isEqualTo(2);
    assertThat(score.n()).isEqualTo(3);
  }

  @Test
  void oneItemHasNoErrorAndNoneNoMean() {
    TaskScore one = scoring().scores(List.of(item(true))).get(0);
    assertThat(one.value()).isOne();
    assertThat(one.standardError()).isNaN();
    TaskScore none = scoring().scores(List.of(failed())).get(0);
    assertThat(none.value()).isNaN();
    assertThat(none.standardError()).isNaN();
    assertThat(none.n()).isZero();
    assertThat(none.failed()).isOne();
    assertThat(scoring().scores(List.of()).get(0).value()).isNaN();
  }

  private static AnsweredItem completion(Reference reference, String... completions) {
    return new AnsweredItem(
        "sums", 0, null, reference, new Response.Completions(List.of(completions)), false);
  }

  private static FilterDefinition regex(String name, String pattern) {
    return new FilterDefinition(
        name,
        List.of(
            new FilterDefinition.Step("regex", Map.of("regex_pattern", TextNode.valueOf(pattern))),
            new FilterDefinition.Step("take_first", Map.of())));
  }

  @Test
  void everyFilterHasItsOwnScores() {
    TaskScoring scoring =
        TaskScoring.of(
            "sums",
            new ScoringDefinition(
                OutputType.GENERATE_UNTIL,
                List.of(regex("strict", "#### ([0-9]+)"), regex("flexible", "([0-9]+)")),
                List.of(metric("exact_match")),
                null));
    Reference seven = new Reference.RightTexts(List.of("7"));
    AnsweredItem broken = completion(new Reference.None(), "7");
    List<TaskScore> scores =
        scoring.scores(
            List.of(
                completion(seven, "#### 7", "8"),
                completion(seven, "It is 7"),
                new AnsweredItem("sums", 2, null, null, FAILURE, false),
                completion(seven, "#### 8"),
                broken));
    assertThat(scores).extracting(TaskScore::filter).containsExactly("strict", "flexible");
    assertThat(scores.get(0).n()).isEqualTo(3);
    assertThat(scores.get(0).failed()).isEqualTo(2);
    assertThat(scores.get(0).value()).isCloseTo(1.0 / 3, within(1e-12));
    assertThat(scores.get(0).standardError()).isCloseTo(1.0 / 3, within(1e-12));
    assertThat(scores.get(1).value()).isCloseTo(2.0 / 3, within(1e-12));
    assertThatThrownBy(() -> scoring.item(broken))
        .isInstanceOfSatisfying(
            AssayException.class, e -> assertThat(e.code()).isEqualTo("bad_item"));
  }

  /** Two instructions of one prompt count as two, and have no standard error. */
  @Test
  void instructionsCountEachByItself() throws Exception {
    TaskScoring scoring =
        TaskScoring.of(
            "ifeval",
            new ScoringDefinition(
                OutputType.GENERATE_UNTIL,
                List.of(NONE),
                KnownMetrics.metrics("ifeval").stream()
                    .map(
                        name ->
                            KnownMetrics.definition(OutputType.GENERATE_UNTIL, "ifeval", name)
                                .orElseThrow())
                    .toList(),
                "ifeval"));
    String comma = "{'id': 'punctuation:no_comma', 'arguments': {}}";
    String quoted = "{'id': 'startend:quotation', 'arguments': {}}";
    String json = "{'kind': 'instructions', 'instructions': [%s]}";
    Reference both = Reference.parse(json.formatted(comma + "," + quoted).replace('\'', '"'));
    Reference one = Reference.parse(json.formatted(comma).replace('\'', '"'));
    List<TaskScore> scores =
        scoring.scores(List.of(completion(both, "*\"a b\"*"), completion(one, "a, b")));
    assertThat(scores).extracting(TaskScore::value).containsExactly(0.0, 1 / 3.0, 0.5, 2 / 3.0);
    assertThat(scores.get(1).standardError()).isNaN();
    assertThat(scores.get(2).standardError()).isEqualTo(0.5);
    assertThat(scoring.item(completion(one, "a")).get(0).values().get(1).value().weight()).isOne();
  }

  @Test
  void whatIsOnlyStoredHasNoScores() {
    TaskScoring scoring =
        TaskScoring.of(
            "code",
            new ScoringDefinition(OutputType.GENERATE_UNTIL, List.of(NONE), List.of(), null));
    assertThat(scoring.scores(List.of(completion(new Reference.Program("a", "b"), "x")))).isEmpty();
  }

  private static void refused(ScoringDefinition definition, String... words) {
    assertThatThrownBy(() -> TaskScoring.of("colours", definition))
        .isInstanceOf(AssayException.class)
        .hasMessageContainingAll(words);
  }

  @Test
  void namesThatDoNotExistOrDoNotFitAreRefused() {
    refused(choices("bleu"), "'bleu'", "multiple_choice", "acc_norm");
    refused(choices("f1"), "'f1'", "'mean'", "use one of f1, matthews_corrcoef");
    refused(
        new ScoringDefinition(
            OutputType.MULTIPLE_CHOICE, List.of(NONE), List.of(metric("acc")), "ifeval"),
        "'ifeval'",
        "truthfulqa_mc2");
    refused(
        new ScoringDefinition(
            OutputType.MULTIPLE_CHOICE, List.of(regex("r", "a")), List.of(metric("acc")), null),
        "'regex'",
        "multiple_choice");
    refused(completions(Map.of("ignore_space", BooleanNode.TRUE), regex("r", "a")), "ignore_space");
    refused(completions(Map.of(), regex("r", "(")), "regex_pattern");
    refused(
        completions(
            Map.of(),
            new FilterDefinition("own", List.of(new FilterDefinition.Step("custom", Map.of())))),
        "'custom'",
        "majority_vote");
    refused(
        completions(
            Map.of(),
            new FilterDefinition(
                "own",
                List.of(new FilterDefinition.Step("lowercase", Map.of("k", BooleanNode.TRUE))))),
        "'k'");
  }

  private static ScoringDefinition completions(
      Map<String, JsonNode> options, FilterDefinition filter) {
    return new ScoringDefinition(
        OutputType.GENERATE_UNTIL,
        List.of(filter),
        List.of(new MetricDefinition("exact_match", "mean", true, options)),
        null);
  }

  @Test
  void theHeadlineIsTheNormalisedAccuracyWhereItIsListed() {
    assertThat(MetricDefinition.headline(List.of(metric("acc"), metric("acc_norm"))).metric())
        .isEqualTo("acc_norm");
    assertThat(MetricDefinition.headline(List.of(metric("acc"), metric("f1"))).metric())
        .isEqualTo("acc");
  }
}
