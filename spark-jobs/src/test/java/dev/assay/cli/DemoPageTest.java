package dev.assay.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.assay.eval.comparison.ItemResult;
import dev.assay.eval.comparison.PairedComparison;
import dev.assay.eval.report.EvaluationReport;
import dev.assay.eval.task.Metric;
import dev.assay.eval.task.MetricDefinition;
import dev.assay.spark.internal.evaluate.ComparedScore;
import dev.assay.spark.internal.evaluate.EvaluateResult;
import dev.assay.spark.internal.evaluate.RunComparison;
import dev.assay.spark.internal.evaluate.Sharing;
import dev.assay.spark.internal.work.Completion;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
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
    RunComparison comparison =
        new RunComparison(
            "r0123456789abcdef",
            "rfedcba9876543210",
            List.of(
                score("sample-mmlu", 5, Metric.ACC, true, 41, 29, 146, 84, 0),
                score("sample-mmlu_tides", 5, Metric.ACC, false, 4, 2, 14, 8, 0),
                score("sample-hellaswag", 0, Metric.ACC_NORM, true, 60, 21, 90, 29, 0),
                score("sample-piqa", 0, Metric.ACC_NORM, true, 3, 14, 1980, 3, 2),
                score("sample-safety", 0, Metric.ACC, true, 0, 0, 40, 0, 0)));
    return new DemoReport(
        new ModelNames("recurrentgemma-tiny", "gemma-tiny"),
        new DemoReport.Machine("4.1.0", "local[*]", 2, 17),
        comparison,
        List.of(
            run("r0123456789abcdef", Completion.COMPUTED, 48_120, 12.3),
            run("rfedcba9876543210", Completion.COMPLETE_BEFORE, 48_000, 0)),
        "/home/me/assay/logs/assay-demo.log",
        41.26);
  }

  /** So many wins, losses, items right in both and wrong in both, and failed ones. */
  private static ComparedScore score(
      String name,
      int shots,
      Metric metric,
      boolean outermost,
      int wins,
      int losses,
      int right,
      int wrong,
      int failed) {
    List<ItemResult> candidate = new ArrayList<>();
    List<ItemResult> baseline = new ArrayList<>();
    for (int docId = 0; docId < wins + losses + right + wrong; docId++) {
      boolean win = docId < wins;
      boolean loss = !win && docId < wins + losses;
      boolean both = !win && !loss && docId < wins + losses + right;
      candidate.add(new ItemResult.Scored(name, docId, win || both ? 1 : 0));
      baseline.add(new ItemResult.Scored(name, docId, loss || both ? 1 : 0));
    }
    for (int docId = -failed; docId < 0; docId++) {
      candidate.add(new ItemResult.Failed(name, docId));
      baseline.add(new ItemResult.Scored(name, docId, 1));
    }
    return new ComparedScore(
        name,
        outermost,
        OptionalInt.of(shots),
        new MetricDefinition(metric, true),
        PairedComparison.of(candidate, baseline, true));
  }

  private static EvaluateResult run(String id, Completion completion, long tokens, double seconds) {
    return new EvaluateResult(
        id,
        "assay-demo",
        completion,
        new EvaluationReport(List.of(), List.of(), JsonNodeFactory.instance.objectNode()),
        2542,
        0,
        0,
        List.of(
            new Sharing("sample-mmlu", tokens, 310_220),
            new Sharing("sample-hellaswag", 9_000, 20_000)),
        completion == Completion.COMPUTED ? 2542 : 0,
        seconds);
  }
}
