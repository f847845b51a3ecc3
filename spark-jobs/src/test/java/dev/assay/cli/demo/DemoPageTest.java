package dev.assay.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.cli.compare.ModelNames;
import dev.assay.cli.sidebyside.SideHeadlines;
import dev.assay.cli.terminal.TerminalStyle;
import dev.assay.eval.comparison.ComparedScore;
import dev.assay.eval.comparison.ItemTally;
import dev.assay.eval.comparison.LeftOut;
import dev.assay.eval.comparison.PairedComparison;
import dev.assay.eval.comparison.ScoredMetric;
import dev.assay.eval.gate.GateLine;
import dev.assay.eval.gate.GateStatus;
import dev.assay.eval.gate.GateVerdict;
import dev.assay.eval.gate.LineName;
import dev.assay.eval.gate.evidence.Evidence;
import dev.assay.eval.gate.settings.LineMode;
import dev.assay.eval.gate.settings.LineStatus;
import dev.assay.eval.metric.MetricDefinition;
import dev.assay.eval.metric.OutputType;
import dev.assay.eval.metric.ScoringDefinition;
import dev.assay.eval.preference.JudgedPair;
import dev.assay.eval.response.AnsweredItem;
import dev.assay.eval.response.Response;
import dev.assay.eval.run.RunScores;
import dev.assay.eval.run.RunSpecification;
import dev.assay.eval.run.ScoredTask;
import dev.assay.eval.run.TaskSpecification;
import dev.assay.eval.safety.SafetyHeadline;
import dev.assay.eval.sidebyside.AnswerPair;
import dev.assay.eval.sidebyside.Judgement;
import dev.assay.eval.sidebyside.PairRule;
import dev.assay.eval.sidebyside.SideOptions;
import dev.assay.eval.statistic.Interval;
import dev.assay.spark.internal.chunks.Completion;
import dev.assay.spark.internal.evaluate.EvaluateResult;
import dev.assay.spark.internal.evaluate.Sharing;
import dev.assay.spark.internal.sidebyside.SideBySide;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The demo's page, to the character. */
class DemoPageTest {

  @Test
  void showsWhatWasFound() throws IOException {
    String page = new DemoPage(new TerminalStyle(false, true), "submit-scripts/assay").of(report());
    assertThat(page).isEqualTo(golden("page.txt"));
  }

  @Test
  void isPlainAsciiWhereTheEncodingHasNoMore() throws IOException {
    String page =
        new DemoPage(new TerminalStyle(false, false), "submit-scripts/assay").of(report());
    assertThat(page).isEqualTo(golden("page.ascii.txt"));
    assertThat(StandardCharsets.US_ASCII.newEncoder().canEncode(page)).isTrue();
  }

  @Test
  void coloursAddSequencesAndNothingElse() throws IOException {
    String page = new DemoPage(new TerminalStyle(true, true), "submit-scripts/assay").of(report());
    assertThat(page).contains("\u001b[1mAssay demo", "\u001b[32m", "\u001b[31m");
    assertThat(page.replaceAll("\u001b\\[[0-9;]*m", "")).isEqualTo(golden("page.txt"));
  }

  private static String golden(String name) throws IOException {
    try (InputStream in = DemoPageTest.class.getResourceAsStream("/demo/" + name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static DemoReport report() {
    List<ComparedScore> comparison =
        List.of(
            score("sample-mmlu", 5, "acc", true, 41, 29, 146, 84, 0),
            score("sample-mmlu_tides", 5, "acc", false, 4, 2, 14, 8, 0),
            score("sample-hellaswag", 0, "acc_norm", true, 60, 21, 90, 29, 0),
            score("sample-piqa", 0, "acc_norm", true, 3, 14, 1980, 3, 2),
            score("sample-safety", 0, "acc", true, 0, 0, 40, 0, 0));
    return new DemoReport(
        new ModelNames("recurrentgemma-tiny", "gemma-tiny"),
        new DemoReport.Machine("4.1.0", "local[*]", 2, 17),
        comparison,
        List.of(
            run("one", Completion.COMPUTED, 48_120, 12.3),
            run("other", Completion.COMPLETE_BEFORE, 48_000, 0)),
        List.of(
            headline("sample-xstest", "over_refusal_xstest_strmatch", "lower"),
            headline("sample-xstest", "youden_xstest_strmatch", "higher"),
            headline("sample-crows-pairs", "pct_stereotype", "lower")),
        List.of("assay-demo/report/safety-one.html"),
        Optional.of(new SideHeadlines(sides())),
        gate(),
        "/home/me/assay/logs/assay-demo.log",
        41.26);
  }

  /** One that passes, and one that does not. */
  private static DemoGate gate() {
    return new DemoGate(
        List.of(
            new DemoGate.Named(
                "the same again",
                new GateVerdict(
                    GateStatus.PASSED, List.of(line(LineStatus.OK, false, "", Optional.empty()))),
                "assay-demo/regress/reports/1"),
            new DemoGate.Named(
                "int8 weights",
                new GateVerdict(
                    GateStatus.REGRESSED,
                    List.of(
                        line(LineStatus.CHANGED, true, "9 of 2000 items differ", Optional.empty()),
                        line(LineStatus.REGRESSED, false, "", Optional.of(evidence())))),
                "assay-demo/regress/reports/2")),
        List.of());
  }

  private static Evidence evidence() {
    Interval interval = new Interval(-0.025, -0.015);
    return new Evidence(
        2000,
        2000,
        0.68,
        0.7,
        -0.02,
        0.002,
        Optional.of(new ItemTally(5, 45, 1950)),
        0.001,
        0.999,
        Evidence.Test.MCNEMAR,
        interval,
        Evidence.IntervalKind.NORMAL,
        interval);
  }

  private static GateLine line(
      LineStatus status, boolean informative, String reason, Optional<Evidence> evidence) {
    LineMode mode =
        evidence.isPresent()
            ? new LineMode.Detect(new LineMode.Effect(0.01, false), false, 1)
            : new LineMode.Identical(0);
    String metric = evidence.isPresent() ? "acc" : LineName.ANSWERS;
    return new GateLine(
        new LineName("sample-piqa", metric, "none", "", mode.name()),
        mode,
        informative,
        2000,
        0,
        0,
        0.68,
        0.7,
        evidence,
        Double.NaN,
        Double.NaN,
        Double.NaN,
        status,
        reason,
        List.of(),
        "");
  }

  /** Two pairs, of a rule, and of a judge who goes by the place. */
  private static SideBySide sides() {
    List<AnswerPair> pairs =
        List.of(
            new AnswerPair("p0", 0, "", "", "Who?", "", "one", "other", "a long one", "one"),
            new AnswerPair("p1", 0, "", "", "How?", "", "one", "other", "so", "so"));
    return new SideBySide(
        List.of(),
        Map.of(),
        pairs,
        List.of(
            Judgement.shownNothing(
                "rule:length",
                "",
                pairs.stream().map(PairRule.named("length")::of).toList(),
                Judgement.Tokens.NONE),
            new Judgement(
                "logprob:one",
                false,
                "r0",
                Judgement.Kinship.SAME_MODEL,
                List.of(new JudgedPair.BothOrders(.9, .9), new JudgedPair.Unparsed()),
                Set.of(),
                Judgement.Tokens.NONE)),
        List.of(),
        SideOptions.DEFAULT);
  }

  private static SafetyHeadline headline(String task, String metric, String direction) {
    return new SafetyHeadline(
        task, metric, direction, "72", List.of("45.8 [34.8, 57.3]", "9.7 [4.8, 18.7]"));
  }

  /** So many wins, losses, items right in both and wrong in both, and failed ones. */
  private static ComparedScore score(
      String name,
      int shots,
      String metric,
      boolean outermost,
      int wins,
      int losses,
      int right,
      int wrong,
      int failed) {
    double[] candidate = new double[wins + losses + right + wrong];
    double[] baseline = new double[candidate.length];
    for (int item = 0; item < candidate.length; item++) {
      boolean win = item < wins;
      boolean loss = !win && item < wins + losses;
      boolean both = !win && !loss && item < wins + losses + right;
      candidate[item] = win || both ? 1 : 0;
      baseline[item] = loss || both ? 1 : 0;
    }
    return new ComparedScore(
        name,
        outermost,
        OptionalInt.of(shots),
        new ScoredMetric("none", new MetricDefinition(metric, "mean", true, Map.of())),
        PairedComparison.of(candidate, baseline, true, new LeftOut(0, 0, failed, 0)));
  }

  private static EvaluateResult run(
      String model, Completion completion, long tokens, double seconds) {
    AnsweredItem failed =
        new AnsweredItem("t", 0, null, null, new Response.Failure("too_long", "too long"), false);
    TaskSpecification task =
        new TaskSpecification(
            "t",
            "t",
            "1",
            "f",
            0,
            2542,
            List.of(),
            new ScoringDefinition(OutputType.MULTIPLE_CHOICE, List.of(), List.of(), null));
    ScoredTask items =
        new ScoredTask(
            task,
            Collections.nCopies(2542, failed),
            Collections.nCopies(2542, List.of()),
            List.of());
    RunSpecification run =
        new RunSpecification(
            model,
            "t",
            1,
            null,
            List.of(task),
            List.of(),
            0,
            "SHOTS",
            1,
            null,
            "s",
            1,
            null,
            false,
            false);
    return new EvaluateResult(
        "assay-demo",
        completion,
        new RunScores(run, List.of(items), List.of()),
        List.of(),
        List.of(
            new Sharing("sample-mmlu", tokens, 310_220),
            new Sharing("sample-hellaswag", 9_000, 20_000)),
        completion == Completion.COMPUTED ? 2542 : 0,
        seconds);
  }
}
