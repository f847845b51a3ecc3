package dev.assay.eval.gate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.eval.comparison.ComparedSide;
import dev.assay.eval.gate.GateLine.ItemName;
import dev.assay.eval.gate.evidence.PairedValues;
import dev.assay.eval.gate.evidence.ValueEstimate;
import dev.assay.eval.gate.settings.GateConfiguration;
import dev.assay.eval.gate.settings.LineStatus;
import dev.assay.eval.metric.ItemValue;
import dev.assay.eval.run.TaskSpecification;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Which items of two invented runs are held against each other, and which runs are not. */
class ComparabilityTest {
  @Test
  void whatRunsDifferInIsNamed() {
    boolean[] right = InventedRun.right(100, 0, 0, true);
    ComparedSide baseline = run("1", "data", "p", right);
    assertThat(reason(run("2", "data", "p", right), baseline, ""))
        .startsWith("task_version: quiz, 1 before, now 2");
    assertThat(reason(run("1", "other", "p", right), baseline, ""))
        .startsWith("data: quiz, data.jsonl has sha256 other in one, data in the other");
    assertThat(reason(run("1", "data", "q", right), baseline, ""))
        .startsWith("prompt: 100 items were asked otherwise");
    assertThat(reason(run("1", "data", "p", InventedRun.right(99, 0, 0, true)), baseline, ""))
        .startsWith("left_out: 1 of 100 items: 0 of the candidate only, 1 of the baseline only");
    assertThat(reason(run("2", "data", "p", right), baseline, "accept: [task_version]")).isEmpty();
    assertThat(reason(run("1", "other", "q", right), baseline, "accept: [prompt, data]")).isEmpty();
    GateVerdict verdict =
        GateTest.decide(run("2", "data", "p", right), baseline, "{task: quiz, metric: acc}");
    assertThat(verdict.status()).isEqualTo(GateStatus.NOT_COMPARABLE);
    assertThat(verdict.status().exitCode()).isEqualTo(12);
    ComparedSide numerics = new InventedRun("rn").accuracy("quiz", right).numericsVersion(2).side();
    ComparedSide before = InventedRun.of("rb", "quiz", right);
    assertThat(
            GateTest.decide(numerics, before, "{task: quiz, mode: identical}")
                .lines()
                .get(0)
                .reason())
        .isEqualTo("numerics_version: 1 before, now 2");
    assertThat(GateTest.decide(numerics, before, "{task: quiz, metric: acc}").status())
        .isEqualTo(GateStatus.PASSED);
  }

  private static ComparedSide run(String version, String data, String prompt, boolean[] right) {
    return new InventedRun("r" + version)
        .task(
            InventedRun.specification("quiz", version, data, InventedRun.ACC),
            right.length,
            i -> new ItemValue.Number(right[i] ? 1 : 0),
            i -> prompt + i,
            Map.of())
        .side();
  }

  private static String reason(ComparedSide candidate, ComparedSide baseline, String options) {
    String more = options.isEmpty() ? "" : ", " + options;
    GateLine line =
        GateTest.decide(candidate, baseline, "{task: quiz, metric: acc" + more + "}")
            .lines()
            .get(0);
    assertThat(line.status())
        .isEqualTo(options.isEmpty() ? LineStatus.NOT_COMPARABLE : LineStatus.OK);
    return line.reason();
  }

  /** Ten hard items that it had right anyway are no longer answered. */
  @Test
  void aCandidateThatCrashesIsNotBetterForIt() {
    boolean[] right = InventedRun.right(200, 0, 0, true);
    TaskSpecification task = InventedRun.specification("quiz", "1", "data", InventedRun.ACC);
    ComparedSide crashing =
        new InventedRun("rc")
            .task(
                task,
                200,
                i -> i < 10 ? null : new ItemValue.Number(right[i] ? 1 : 0),
                i -> "p" + i,
                Map.of())
            .side();
    ComparedSide baseline = InventedRun.of("rb", "quiz", right);
    GateLine wrong =
        GateTest.decide(crashing, baseline, "{task: quiz, metric: acc}").lines().get(0);
    assertThat(wrong.status()).isEqualTo(LineStatus.REGRESSED);
    assertThat(wrong.failed()).isEqualTo(10);
    assertThat(wrong.leftOut()).isZero();
    GateLine out =
        GateTest.decide(crashing, baseline, "{task: quiz, metric: acc, failed: left_out}")
            .lines()
            .get(0);
    assertThat(out.status()).isEqualTo(LineStatus.NOT_COMPARABLE);
    assertThat(out.reason()).startsWith("left_out: 10 of 200 items").contains("10 failed");
    assertThat(
            GateTest.decide(
                    crashing, baseline, "{task: quiz, metric: acc, mode: absolute, min: 0.5}")
                .lines()
                .get(0)
                .candidate())
        .isEqualTo(0.45);
  }

  @Test
  void aPartOfAGroupThatOneRunDoesNotHaveIsNamed() {
    boolean[] right = InventedRun.right(100, 0, 0, true);
    ComparedSide whole =
        new InventedRun("ra")
            .group("all", "one", "two")
            .accuracy("one", right)
            .accuracy("two", right)
            .side();
    ComparedSide part =
        new InventedRun("rb").group("all", "one", "two").accuracy("one", right).side();
    assertThat(GateTest.decide(part, whole, "{task: all, metric: acc}").lines().get(0).reason())
        .isEqualTo("missing: the candidate has no task two");
    assertThat(GateTest.decide(whole, part, "{task: all, metric: acc}").lines().get(0).reason())
        .isEqualTo("missing: the baseline has no task two");
  }

  @Test
  void identicalIsToTheBitOrWithinATolerance() {
    InventedRun candidate = new InventedRun("rc");
    InventedRun baseline = new InventedRun("rb");
    candidate.values("quiz", InventedRun.ACC, 30, i -> new ItemValue.Number(i == 4 ? 0.1 : 0.2));
    baseline.values("quiz", InventedRun.ACC, 30, i -> new ItemValue.Number(0.2));
    GateVerdict bits =
        GateTest.decide(candidate.side(), baseline.side(), "{task: quiz, mode: identical}");
    assertThat(bits.lines().get(0).status()).isEqualTo(LineStatus.CHANGED);
    assertThat(bits.lines().get(0).worse()).containsExactly(new ItemName("quiz", 4));
    assertThat(bits.lines().get(0).reason()).isEqualTo("1 of 30 items differ");
    assertThat(
            GateTest.decide(
                    candidate.side(),
                    baseline.side(),
                    "{task: quiz, mode: identical, tolerance: 0.11}")
                .status())
        .isEqualTo(GateStatus.PASSED);
  }

  /** A rate says nothing beside one that another judge gave, or the same one asked otherwise. */
  @Test
  void anotherJudgeIsNamed() {
    ComparedSide run = InventedRun.of("rc", "quiz", InventedRun.right(10, 0, 0, true));
    assertThat(judged(run, "pair-1 of j 12", "").status()).isEqualTo(LineStatus.OK);
    GateLine other = judged(run, "pair-1 of j 34", "");
    assertThat(other.status()).isEqualTo(LineStatus.NOT_COMPARABLE);
    assertThat(other.reason()).isEqualTo("judge: pair-1 of j 34 before, now pair-1 of j 12");
    assertThat(judged(run, "pair-1 of j 34", ", accept: [judge]").status())
        .isEqualTo(LineStatus.OK);
    assertThat(judged(run, null, ", evidence: lower").status()).isEqualTo(LineStatus.INCONCLUSIVE);
    assertThat(judged(run, null, ", evidence: lower").judge()).isEqualTo("pair-1 of j 12");
  }

  /** Six wins of ten; the judge before is the earlier gates'. */
  private static GateLine judged(ComparedSide run, String before, String more) {
    double[] wins = {1, 1, 1, 1, 1, 1, 0, 0, 0, 0};
    int[] prompts = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9};
    GateConfiguration configuration =
        GateTest.configuration(
            "{task: \"side:set\", judge: models/j, mode: absolute, min: 0.5" + more + "}");
    EarlierLines earlier =
        new EarlierLines() {
          @Override
          public int worseInARow(LineName line) {
            return 0;
          }

          @Override
          public Optional<String> judge(LineName line) {
            assertThat(line.toString()).isEqualTo("side:set rate[j]");
            return Optional.ofNullable(before);
          }
        };
    OutsideMeasures measures =
        outside ->
            new OutsideMeasure(
                10,
                0,
                Optional.of(
                    ValueEstimate.of(
                        new PairedValues(wins, wins, prompts, true), configuration.level())),
                "pair-1 of j 12",
                Optional.empty());
    return new Gate(configuration, earlier, measures).decide(run, Optional.of(run)).lines().get(0);
  }
}
