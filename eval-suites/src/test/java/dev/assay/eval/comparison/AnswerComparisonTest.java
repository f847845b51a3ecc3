package dev.assay.eval.comparison;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.assay.eval.comparison.AnswerComparison.ByMetric;
import dev.assay.eval.outcome.AnsweredItem;
import dev.assay.eval.outcome.ChoiceOutcome;
import dev.assay.eval.outcome.ItemOutcome;
import dev.assay.eval.task.Metric;
import dev.assay.eval.task.MetricDefinition;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Picks that change, and how far log-likelihoods move, on items that can be read. */
class AnswerComparisonTest {
  private static final List<MetricDefinition> METRICS =
      List.of(new MetricDefinition(Metric.ACC, true), new MetricDefinition(Metric.ACC_NORM, true));

  @Test
  void aPickThatChangesBecomesRightOrWrongOrNeither() {
    List<AnsweredItem> baseline =
        List.of(
            item(0, 0, "p", -1, -2, -3), // right
            item(1, 1, "p", -1, -2, -3), // wrong
            item(2, 2, "p", -1, -2, -3), // wrong
            item(3, 0, "p", -1, -2, -3)); // right
    List<AnsweredItem> candidate =
        List.of(
            item(0, 0, "p", -2, -1, -3), // became wrong
            item(1, 1, "p", -2, -1.5, -3), // became right
            item(2, 2, "p", -2, -1, -3), // from one wrong choice to another
            item(3, 0, "p", -1, -2, -7)); // the same pick
    AnswerComparison compared = AnswerComparison.of(candidate, baseline, METRICS, PromptRule.SAME);
    assertThat(compared.items()).isEqualTo(4);
    ByMetric acc = compared.metrics().get(0);
    assertThat(acc.picks()).isEqualTo(new PickChange(4, 3, 1, 1));
    assertThat(acc.picks().share()).isEqualTo(0.75);
    assertThat(acc.score().tally()).isEqualTo(new ItemTally(1, 1, 2));
    LogLikelihoodChange change = compared.logLikelihoods();
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
    assertThat(compared.metrics().get(0).picks()).isEqualTo(new PickChange(1, 0, 0, 0));
    assertThat(compared.metrics().get(1).picks()).isEqualTo(new PickChange(1, 1, 0, 1));
  }

  @Test
  void aRunAgainstItselfDiffersInNothing() {
    List<AnsweredItem> run =
        List.of(item(0, 0, "p", -1, Double.NEGATIVE_INFINITY, -3), item(1, 1, null, -1, -1, -1));
    AnswerComparison compared = AnswerComparison.of(run, run, METRICS, PromptRule.SAME);
    assertThat(compared.items()).isEqualTo(2);
    assertThat(compared.leftOut().total()).isZero();
    for (ByMetric metric : compared.metrics()) {
      assertThat(metric.picks()).isEqualTo(new PickChange(2, 0, 0, 0));
      assertThat(metric.score().difference().mean()).isZero();
      assertThat(metric.score().tally().pValue()).isEqualTo(1);
    }
    assertThat(compared.logLikelihoods().mean()).isZero();
    assertThat(compared.logLikelihoods().largest()).isZero();
  }

  @Test
  void onlyAnswersToTheSameQuestionAreCompared() {
    List<AnsweredItem> candidate = new ArrayList<>();
    candidate.add(item(0, 0, "p", -1, -2, -3));
    candidate.add(item(1, 0, "five shots", -1, -2, -3));
    candidate.add(item(2, 0, "p", -1, -2));
    candidate.add(item(3, 1, "p", -1, -2, -3));
    candidate.add(item(4, 1, "p", -1, -2, -3));
    candidate.add(failed(5));
    List<AnsweredItem> baseline = new ArrayList<>();
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
    assertThat(none.metrics().get(0).picks().share()).isNaN();
    assertThat(none.logLikelihoods().mean()).isNaN();
    assertThat(none.logLikelihoods().largest()).isNaN();
    assertThat(none.logLikelihoods().where()).isNull();
  }

  private static AnsweredItem failed(int docId) {
    return new AnsweredItem("p", new ItemOutcome("quiz", docId, 0, List.of(), "too_long", false));
  }

  /** Choices are as many code points long as they are far down the list. */
  private static AnsweredItem item(
      int docId, int target, String promptDigest, double... logLikelihoods) {
    List<ChoiceOutcome> choices = new ArrayList<>();
    for (double logLikelihood : logLikelihoods) {
      int length = choices.size() + 1;
      choices.add(new ChoiceOutcome(logLikelihood, false, 1, length, length));
    }
    return new AnsweredItem(
        promptDigest, new ItemOutcome("quiz", docId, target, choices, null, false));
  }
}
