package dev.assay.eval.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class GroupScoringTest {
  private static TaskScore score(String name, double value, double error, long n) {
    return new TaskScore(name, "acc", "none", value, error, n, 1, 2, 3, true);
  }

  private static GroupScoring group(String... tasks) {
    return new GroupScoring("g", List.of(tasks), "acc", null, true, true);
  }

  /** (0.5·4 + 0.25·8)/12 = 1/3; √([3·4·0.01 + 7·8·0.04]/(12 − 2)/12) = √(2.36/120). */
  @Test
  void aGroupIsTheMicroAverageWithThePooledError() {
    List<TaskScore> parts =
        List.of(score("a", 0.5, 0.1, 4), score("b", 0.25, 0.2, 8), score("elsewhere", 1, 0.9, 100));
    TaskScore score = group("a", "b").scores(parts).get(0);
    assertThat(score.value()).isCloseTo(1 / 3.0, within(1e-15));
    assertThat(score.standardError()).isCloseTo(Math.sqrt(2.36 / 120), within(1e-15));
    assertThat(score.n()).isEqualTo(12);
    assertThat(score.failed()).isEqualTo(2);
    assertThat(score.truncated()).isEqualTo(4);
    assertThat(score.ties()).isEqualTo(6);
    assertThat(score.task()).isEqualTo("g");
  }

  /** The harness's unweighted_mean_stderr: √(0.01 + 0.04)/2. */
  @Test
  void withoutWeightsEachTaskCountsAlike() {
    List<TaskScore> parts = List.of(score("a", 0.5, 0.1, 4), score("b", 0.25, 0.2, 8));
    TaskScore score =
        new GroupScoring("g", List.of("a", "b"), "acc", "none", false, true).scores(parts).get(0);
    assertThat(score.value()).isEqualTo(0.375);
    assertThat(score.standardError()).isCloseTo(Math.sqrt(0.05) / 2, within(1e-15));
  }

  @Test
  void everyFilterHasAScoreUnlessOneIsNamed() {
    TaskScore strict = new TaskScore("a", "acc", "strict", 1, 0, 2, 0, 0, 0, true);
    List<TaskScore> parts = List.of(strict, score("a", 0.5, 0.1, 4));
    assertThat(group("a").scores(parts))
        .extracting(TaskScore::filter)
        .containsExactly("none", "strict");
    assertThat(new GroupScoring("g", List.of("a"), "acc", "strict", true, true).scores(parts))
        .extracting(TaskScore::value)
        .containsExactly(1.0);
  }

  /** To the last bit what the harness's own functions give, which sum in this order. */
  @Test
  void aGroupIsSummedAsInTheHarness() {
    List<TaskScore> parts =
        List.of(
            score("a", 0.7837, 0.0396, 1583),
            score("b", 0.8205, 0.0424, 101),
            score("c", 0.8862, 0.0307, 875));
    TaskScore score = group("a", "b", "c").scores(parts).get(0);
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
    TaskScore before = group(names).scores(parts).get(0);
    for (int i = 0; i < 20; i++) {
      Collections.shuffle(parts, random);
      assertThat(group(names).scores(parts).get(0)).isEqualTo(before);
    }
  }

  @Test
  void aTaskOfOneItemMakesTheGroupsErrorUnknown() {
    List<TaskScore> parts = List.of(score("a", 1, Double.NaN, 1), score("b", 0.5, 0.1, 9));
    TaskScore score = group("a", "b").scores(parts).get(0);
    assertThat(score.value()).isCloseTo(0.55, within(1e-15));
    assertThat(score.standardError()).isNaN();
  }

  @Test
  void aTaskWithoutScoredItemsIsNoPartOfTheMean() {
    List<TaskScore> parts = List.of(score("a", Double.NaN, Double.NaN, 0), score("b", 0.5, 0.1, 9));
    TaskScore score = group("a", "b").scores(parts).get(0);
    assertThat(score.value()).isCloseTo(0.5, within(1e-15));
    assertThat(score.standardError()).isCloseTo(0.1, within(1e-15));
    assertThat(score.failed()).isEqualTo(2);
    TaskScore none = group("a").scores(parts).get(0);
    assertThat(none.value()).isNaN();
    assertThat(none.standardError()).isNaN();
    assertThat(group("c").scores(parts)).isEmpty();
  }
}
