package dev.assay.eval.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.assay.eval.outcome.ChoiceOutcome;
import dev.assay.eval.outcome.ItemOutcome;
import dev.assay.eval.task.Metric;
import dev.assay.eval.task.MetricDefinition;
import dev.assay.eval.task.TaskDefinition;
import dev.assay.eval.task.TaskGroup;
import dev.assay.eval.task.TaskTexts;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ScoringTest {
  private final TaskDefinition task = TaskTexts.parse(TaskTexts.COMPLETE);

  /** Log-likelihood, code points and bytes of each choice. */
  private static ItemOutcome item(int target, double[]... choices) {
    List<ChoiceOutcome> outcomes = new ArrayList<>();
    for (double[] choice : choices) {
      outcomes.add(new ChoiceOutcome(choice[0], false, 1, (int) choice[1], (int) choice[2]));
    }
    return new ItemOutcome("colours", 0, target, outcomes, null, false);
  }

  private static double[] choice(double logLikelihood, int codePoints, int bytes) {
    return new double[] {logLikelihood, codePoints, bytes};
  }

  private static ItemOutcome item(boolean right) {
    return item(right ? 0 : 1, choice(-1, 1, 1), choice(-2, 1, 1));
  }

  private static ItemOutcome failed() {
    return new ItemOutcome("colours", 0, 0, List.of(), "too_long", false);
  }

  /** −6/6 = −1, −5/2 = −2.5, −8/9; by bytes −6/6, −5/2, −8/5. */
  @Test
  void lengthsDecideTheNormalisedMetrics() {
    ItemMetrics metrics =
        Scoring.metrics(item(2, choice(-6, 6, 6), choice(-5, 2, 2), choice(-8, 9, 5)));
    assertThat(metrics.picked()).isEqualTo(1);
    assertThat(metrics).isEqualTo(new ItemMetrics(0, 1, 0, 1, 0));
    assertThat(Scoring.metrics(item(0, choice(-6, 6, 6), choice(-5, 2, 2), choice(-8, 9, 5))))
        .isEqualTo(new ItemMetrics(0, 0, 1, 1, 0));
  }

  @Test
  void theFirstOfEqualsIsPickedAndTiesAreCounted() {
    ItemMetrics metrics =
        Scoring.metrics(
            item(1, choice(-3, 1, 1), choice(-2, 1, 1), choice(-2, 1, 1), choice(-2, 1, 1)));
    assertThat(metrics).isEqualTo(new ItemMetrics(1, 1, 1, 1, 2));
    assertThat(Scoring.metrics(item(0, choice(-0.0, 1, 1), choice(0.0, 1, 1))).picked()).isZero();
  }

  /**
   * numpy: np.argmax([-4.0, -3.0] / np.array([0.0, 3.0])) is 1, of [-4.0 / 0, -3.0 / 0] it is 0.
   */
  @Test
  void aChoiceWithoutTextIsTheLeastByLength() {
    assertThat(Scoring.metrics(item(1, choice(-4, 0, 0), choice(-3, 3, 3))).accNorm()).isOne();
    assertThat(Scoring.metrics(item(1, choice(-1, 0, 0), choice(-3, 3, 3))).accBytes()).isOne();
    assertThat(Scoring.metrics(item(0, choice(-4, 0, 0), choice(-3, 0, 0))).accNorm()).isOne();
  }

  /** numpy: np.argmax([-1.0, nan]) is 1, and 0.0 / 0.0 is NaN. */
  @Test
  void aCertainChoiceWithoutTextIsTheGreatestByLength() {
    ItemMetrics metrics = Scoring.metrics(item(1, choice(-3, 3, 3), choice(0, 0, 0)));
    assertThat(metrics.accNorm()).isOne();
    assertThat(Scoring.metrics(item(0, choice(0, 0, 0), choice(0, 3, 3))).accNorm()).isOne();
  }

  @Test
  void aFailedItemHasNoMetrics() {
    assertThatThrownBy(() -> Scoring.metrics(failed()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("too_long");
  }

  @Test
  void anOutcomeHasChoicesOrAnError() {
    assertThatThrownBy(() -> new ItemOutcome("t", 1, 0, List.of(), null, false))
        .isInstanceOf(IllegalArgumentException.class);
    List<ChoiceOutcome> one = List.of(new ChoiceOutcome(-1, true, 1, 1, 1));
    assertThatThrownBy(() -> new ItemOutcome("t", 1, 0, one, "too_long", false))
        .isInstanceOf(IllegalArgumentException.class);
  }

  /** Three of four: mean 0.75, variance (3·0.0625 + 0.5625)/3 = 0.25, error 0.5/2. */
  @Test
  void meansAndErrorsAreOfTheScoredItems() {
    List<TaskScore> scores =
        Scoring.scores(
            task, List.of(item(true), failed(), item(true), item(false), failed(), item(true)));
    assertThat(scores)
        .extracting(TaskScore::metric)
        .containsExactly("acc", "acc_norm", "acc_bytes");
    assertThat(scores.get(0))
        .isEqualTo(new TaskScore("colours", "acc", 0.75, 0.25, 4, 2, 0, 0, true));
  }

  @Test
  void truncatedAndTiedItemsAreCountedAmongTheScored() {
    ItemOutcome tied = item(0, choice(-1, 1, 1), choice(-1, 1, 1), choice(-1, 1, 1));
    ItemOutcome cut = new ItemOutcome("colours", 1, 0, tied.choices(), null, true);
    TaskScore score = Scoring.scores(task, List.of(tied, cut, item(true))).get(0);
    assertThat(score.truncated()).isEqualTo(1);
    assertThat(score.ties()).isEqualTo(2);
    assertThat(score.n()).isEqualTo(3);
  }

  @Test
  void oneItemHasNoErrorAndNoneNoMean() {
    TaskScore one = Scoring.scores(task, List.of(item(true))).get(0);
    assertThat(one.value()).isOne();
    assertThat(one.standardError()).isNaN();
    TaskScore none = Scoring.scores(task, List.of(failed())).get(0);
    assertThat(none.value()).isNaN();
    assertThat(none.standardError()).isNaN();
    assertThat(none.n()).isZero();
    assertThat(none.failed()).isOne();
    assertThat(Scoring.scores(task, List.of()).get(0).value()).isNaN();
  }

  private static TaskScore score(String name, double value, double error, long n) {
    return new TaskScore(name, "acc", value, error, n, 1, 2, 3, true);
  }

  private static TaskGroup group(String... tasks) {
    return new TaskGroup(
        "g",
        "g",
        "1",
        List.of(tasks),
        List.of(tasks),
        List.of(new MetricDefinition(Metric.ACC, true)));
  }

  /** (0.5·4 + 0.25·8)/12 = 1/3; √([3·4·0.01 + 7·8·0.04]/(12 − 2)/12) = √(2.36/120). */
  @Test
  void aGroupIsTheMicroAverageWithThePooledError() {
    List<TaskScore> parts =
        List.of(score("a", 0.5, 0.1, 4), score("b", 0.25, 0.2, 8), score("elsewhere", 1, 0.9, 100));
    TaskScore score = Scoring.groupScores(group("a", "b"), parts).get(0);
    assertThat(score.value()).isCloseTo(1 / 3.0, within(1e-15));
    assertThat(score.standardError()).isCloseTo(Math.sqrt(2.36 / 120), within(1e-15));
    assertThat(score.n()).isEqualTo(12);
    assertThat(score.failed()).isEqualTo(2);
    assertThat(score.truncated()).isEqualTo(4);
    assertThat(score.ties()).isEqualTo(6);
    assertThat(score.task()).isEqualTo("g");
  }

  /** To the last bit what the harness's own functions give, which sum in this order. */
  @Test
  void aGroupIsSummedAsInTheHarness() {
    List<TaskScore> parts =
        List.of(
            score("a", 0.7837, 0.0396, 1583),
            score("b", 0.8205, 0.0424, 101),
            score("c", 0.8862, 0.0307, 875));
    TaskScore score = Scoring.groupScores(group("a", "b", "c"), parts).get(0);
    assertThat(score.value()).isEqualTo(0.820200312622118);
    assertThat(score.standardError()).isEqualTo(0.026709175435248155);
  }

  @Test
  void aGroupDoesNotDependOnTheOrderOfItsScores() {
    Random random = new Random(3);
    List<TaskScore> parts = new ArrayList<>();
    String[] names = new String[57];
    for (int i = 0; i < names.length; i++) {
      names[i] = "t" + i;
      parts.add(score(names[i], random.nextDouble(), random.nextDouble(), 2 + random.nextInt(900)));
    }
    TaskScore before = Scoring.groupScores(group(names), parts).get(0);
    for (int i = 0; i < 20; i++) {
      Collections.shuffle(parts, random);
      assertThat(Scoring.groupScores(group(names), parts).get(0)).isEqualTo(before);
    }
  }

  @Test
  void aTaskOfOneItemMakesTheGroupsErrorUnknown() {
    List<TaskScore> parts = List.of(score("a", 1, Double.NaN, 1), score("b", 0.5, 0.1, 9));
    TaskScore score = Scoring.groupScores(group("a", "b"), parts).get(0);
    assertThat(score.value()).isCloseTo(0.55, within(1e-15));
    assertThat(score.standardError()).isNaN();
  }

  @Test
  void aTaskWithoutScoredItemsIsNoPartOfTheMean() {
    List<TaskScore> parts = List.of(score("a", Double.NaN, Double.NaN, 0), score("b", 0.5, 0.1, 9));
    TaskScore score = Scoring.groupScores(group("a", "b"), parts).get(0);
    assertThat(score.value()).isCloseTo(0.5, within(1e-15));
    assertThat(score.standardError()).isCloseTo(0.1, within(1e-15));
    assertThat(score.failed()).isEqualTo(2);
    TaskScore none = Scoring.groupScores(group("a"), parts).get(0);
    assertThat(none.value()).isNaN();
    assertThat(none.standardError()).isNaN();
    assertThat(Scoring.groupScores(group("c"), parts)).isEmpty();
  }
}
