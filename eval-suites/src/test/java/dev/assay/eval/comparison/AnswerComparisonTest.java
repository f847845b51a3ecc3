package dev.assay.eval.comparison;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.assay.eval.comparison.AnswerComparison.ByMetric;
import dev.assay.eval.filter.FilterDefinition;
import dev.assay.eval.item.Reference;
import dev.assay.eval.metric.MetricDefinition;
import dev.assay.eval.metric.OutputType;
import dev.assay.eval.metric.ScoringDefinition;
import dev.assay.eval.metric.TaskScoring;
import dev.assay.eval.response.AnsweredItem;
import dev.assay.eval.response.Response;
import dev.assay.eval.run.ScoredItem;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Picks that change, and how far log-likelihoods move, on items that can be read. */
class AnswerComparisonTest {
  private static final List<MetricDefinition> DEFINITIONS =
      List.of(
          new MetricDefinition("acc", "mean", true, Map.of()),
          new MetricDefinition("acc_norm", "mean", true, Map.of()));
  private static final List<ScoredMetric> METRICS =
      DEFINITIONS.stream()
          .map(definition -> new ScoredMetric(FilterDefinition.NONE, definition))
          .toList();
  private static final TaskScoring SCORING =
      TaskScoring.of(
          "quiz",
          new ScoringDefinition(
              OutputType.MULTIPLE_CHOICE,
              List.of(new FilterDefinition(FilterDefinition.NONE, List.of())),
              DEFINITIONS,
              null));

  @Test
  void aPickThatChangesBecomesRightOrWrongOrNeither() {
    List<ScoredItem> baseline =
        List.of(
            item(0, 0, "p", -1, -2, -3), // right
            item(1, 1, "p", -1, -2, -3), // wrong
            item(2, 2, "p", -1, -2, -3), // wrong
            item(3, 0, "p", -1, -2, -3)); // right
    List<ScoredItem> candidate =
        List.of(
            item(0, 0, "p", -2, -1, -3), // became wrong
            item(1, 1, "p", -2, -1.5, -3), // became right
            item(2, 2, "p", -2, -1, -3), // from one wrong choice to another
            item(3, 0, "p", -1, -2, -7)); // the same pick
    AnswerComparison compared = AnswerComparison.of(candidate, baseline, METRICS, PromptRule.SAME);
    assertThat(compared.items()).isEqualTo(4);
    ByMetric acc = compared.metrics().get(0);
    assertThat(acc.picks()).contains(new PickChange(4, 3, 1, 1));
    assertThat(acc.picks().orElseThrow().share()).isEqualTo(0.75);
    assertThat(acc.score().tally()).isEqualTo(new ItemTally(1, 1, 2));
    LogLikelihoodChange change = compared.logLikelihoods().orElseThrow();
    assertThat(change.choices()).isEqualTo(12);
    assertThat(change.largest()).isEqualTo(4);
    assertThat(change.where()).isEqualTo(new LogLikelihoodChange.Choice("quiz", 3, 2, -7, -3));
    assertThat(change.mean()).isCloseTo((1 + 1 + 1 + 0.5 + 1 + 1 + 4) / 12, within(1e-15));
  }

  /** Lengths are 1, 2, 3: what is likeliest by the letter need not be so in sum. */
  @Test
  void eachMetricHasPicksOfItsOwn() {
    AnswerComparison compared =
        AnswerComparison.of(
            List.of(item(0, 0, "p", -1, -1.9, -9)),
            List.of(item(0, 0, "p", -1, -2.1, -9)),
            METRICS,
            PromptRule.SAME);
    assertThat(compared.metrics().get(0).picks()).contains(new PickChange(1, 0, 0, 0));
    assertThat(compared.metrics().get(1).picks()).contains(new PickChange(1, 1, 0, 1));
  }

  @Test
  void aRunAgainstItselfDiffersInNothing() {
    List<ScoredItem> run =
        List.of(item(0, 0, "p", -1, Double.NEGATIVE_INFINITY, -3), item(1, 1, null, -1, -1, -1));
    AnswerComparison compared = AnswerComparison.of(run, run, METRICS, PromptRule.SAME);
    assertThat(compared.items()).isEqualTo(2);
    assertThat(compared.leftOut().total()).isZero();
    for (ByMetric metric : compared.metrics()) {
      assertThat(metric.picks()).contains(new PickChange(2, 0, 0, 0));
      assertThat(metric.score().difference().mean()).isZero();
      assertThat(metric.score().tally().pValue()).isEqualTo(1);
    }
    assertThat(compared.logLikelihoods().orElseThrow().mean()).isZero();
    assertThat(compared.logLikelihoods().orElseThrow().largest()).isZero();
    assertThat(compared.completions()).isEmpty();
  }

  @Test
  void onlyAnswersToTheSameQuestionAreCompared() {
    List<ScoredItem> candidate = new ArrayList<>();
    candidate.add(item(0, 0, "p", -1, -2, -3));
    candidate.add(item(1, 0, "five shots", -1, -2, -3));
    candidate.add(item(2, 0, "p", -1, -2));
    candidate.add(item(3, 1, "p", -1, -2, -3));
    candidate.add(item(4, 1, "p", -1, -2, -3));
    candidate.add(failed(5));
    List<ScoredItem> baseline = new ArrayList<>();
    baseline.add(item(0, 0, null, -1, -2, -3));
    baseline.add(item(1, 0, "no shots", -1, -2, -3));
    baseline.add(item(2, 0, "p", -1, -2, -3));
    baseline.add(item(3, 2, "p", -1, -2, -3));
    baseline.add(item(5, 0, "p", -1, -2, -3));
    baseline.add(item(6, 0, "p", -1, -2, -3));
    AnswerComparison same = AnswerComparison.of(candidate, baseline, METRICS, PromptRule.SAME);
    assertThat(same.items()).isEqualTo(1);
    assertThat(same.leftOut()).isEqualTo(new LeftOut(1, 1, 1, 3));
    AnswerComparison any = AnswerComparison.of(candidate, baseline, METRICS, PromptRule.ANY);
    assertThat(any.items()).isEqualTo(2);
    assertThat(any.leftOut()).isEqualTo(new LeftOut(1, 1, 1, 2));
  }

  @Test
  void nothingIsKnownOfNoItems() {
    AnswerComparison none =
        AnswerComparison.of(List.of(failed(0)), List.of(), METRICS, PromptRule.SAME);
    assertThat(none.metrics().get(0).score().candidate().mean()).isNaN();
    assertThat(none.metrics().get(0).picks()).isEmpty();
    assertThat(none.logLikelihoods()).isEmpty();
    assertThat(none.completions()).isEmpty();
  }

  @Test
  void textsAreTheSameOrNot() {
    List<ScoredItem> candidate = List.of(text(0, "a"), text(1, "a", "b"), text(2, "c"));
    List<ScoredItem> baseline = List.of(text(0, "a"), text(1, "a", "c"), text(2, "c"));
    AnswerComparison compared =
        AnswerComparison.of(candidate, baseline, List.of(), PromptRule.SAME);
    assertThat(compared.items()).isEqualTo(3);
    assertThat(compared.completions()).contains(new CompletionChange(3, 2));
    assertThat(compared.logLikelihoods()).isEmpty();
  }

  @Test
  void wholeTextsHaveLogLikelihoodsToo() {
    AnswerComparison compared =
        AnswerComparison.of(
            List.of(rolling(0, -20), rolling(1, -3)),
            List.of(rolling(0, -20.5), rolling(1, -3)),
            List.of(),
            PromptRule.SAME);
    LogLikelihoodChange change = compared.logLikelihoods().orElseThrow();
    assertThat(change.choices()).isEqualTo(2);
    assertThat(change.largest()).isEqualTo(0.5);
    assertThat(change.where()).isEqualTo(new LogLikelihoodChange.Choice("quiz", 0, 0, -20, -20.5));
  }

  private static ScoredItem text(int docId, String... texts) {
    return scoreless(docId, new Response.Completions(List.of(texts)));
  }

  private static ScoredItem rolling(int docId, double logLikelihood) {
    return scoreless(docId, new Response.Rolling(logLikelihood, 9, 5, 30));
  }

  private static ScoredItem scoreless(int docId, Response response) {
    return new ScoredItem(
        new AnsweredItem("quiz", docId, "p", new Reference.None(), response, false), List.of());
  }

  private static ScoredItem failed(int docId) {
    return scoreless(docId, new Response.Failure("too_long", "the prompt is too long"));
  }

  /** Choices are as many code points long as they are far down the list. */
  private static ScoredItem item(
      int docId, int target, String promptDigest, double... logLikelihoods) {
    List<Response.ChoiceScore> choices = new ArrayList<>();
    for (double logLikelihood : logLikelihoods) {
      int length = choices.size() + 1;
      choices.add(new Response.ChoiceScore(logLikelihood, false, 1, length, length));
    }
    AnsweredItem item =
        new AnsweredItem(
            "quiz",
            docId,
            promptDigest,
            new Reference.RightChoices(List.of(target), List.of()),
            new Response.Choices(choices, List.of()),
            false);
    return new ScoredItem(item, SCORING.item(item));
  }
}
