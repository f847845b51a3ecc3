package dev.assay.eval.runreport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.assay.eval.comparison.AnswerReport;
import dev.assay.eval.comparison.PromptRule;
import dev.assay.eval.comparison.RunComparison;
import dev.assay.eval.metric.TaskScore;
import dev.assay.eval.response.AnsweredItem;
import dev.assay.eval.response.Response;
import dev.assay.eval.run.ScoredTask;
import dev.assay.eval.runreport.RunReport.Item;
import dev.assay.eval.runreport.RunReport.ItemList;
import dev.assay.eval.runreport.RunReport.Score;
import dev.assay.eval.statistic.Interval;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Reports of invented runs. */
class RunReportTest {
  private static final int ITEMS = 60;
  private static final ItemRule RULE = new ItemRule(5, false);

  private static RunReport one(ItemRule rule) {
    return RunReports.of(List.of(InventedRuns.of("a", ITEMS, 1)), 0, rule);
  }

  private static RunReport three() {
    return RunReports.of(
        List.of(
            InventedRuns.of("a", ITEMS, 1),
            InventedRuns.of("b", ITEMS, 2),
            InventedRuns.of("c", ITEMS - 10, 3)),
        1,
        RULE);
  }

  private static Score score(RunReport report, String task, String metric) {
    return report.scores().stream()
        .filter(score -> score.task().equals(task) && score.metric().equals(metric))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void scoresAreThoseOfTheRunWithIntervals() {
    ReportedRun run = InventedRuns.of("a", ITEMS, 1);
    RunReport report = one(RULE);

    List<TaskScore> scores = run.side().scores().all();
    assertThat(report.scores()).hasSameSizeAs(scores);
    for (TaskScore expected : scores) {
      RunReport.Value value = score(report, expected.task(), expected.metric()).values().get(0);
      assertThat(value.value()).isEqualTo(expected.value());
      assertThat(value.n()).isEqualTo(expected.n());
      assertThat(value.failed()).isEqualTo(expected.failed());
      assertThat(value.ties()).isEqualTo(expected.ties());
      assertThat(value.interval().contains(expected.value())).isTrue();
    }
    RunReport.Value piqa = score(report, "piqa", "acc").values().get(0);
    assertThat(piqa.interval()).isEqualTo(Interval.wilson(piqa.value(), ITEMS - 1));
    assertThat(piqa.intervalKind()).isEqualTo("wilson");
    assertThat(score(report, "mmlu", "acc").values().get(0).intervalKind()).isEqualTo("normal");
    assertThat(score(report, "mmlu_anatomy", "acc").depth()).isEqualTo(1);
    assertThat(score(report, "piqa", "acc_norm").headline()).isTrue();
  }

  @Test
  void whatThePaperPrintsIsInformation() {
    RunReport report = one(RULE);

    assertThat(report.paper())
        .extracting(RunReport.Paper::benchmark)
        .containsExactly("MMLU", "PIQA", "PIQA");
    RunReport.Paper mmlu = report.paper().get(0);
    assertThat(mmlu.published()).isEqualTo(Map.of("Gemma-2B", 0.423, "RecurrentGemma-2B", 0.384));
    assertThat(mmlu.values().get(0).whole()).isFalse();
    assertThat(mmlu.values().get(0).n()).isEqualTo(2 * (ITEMS - 1));
    assertThat(RunPage.of(report))
        .contains("information, never pass or fail", "118 of 14,042")
        .contains("Of the paper&#39;s table: HellaSwag, SIQA");
  }

  @Test
  void differencesAreThoseOfCompare() {
    RunReport report = three();
    AnswerReport compared =
        new RunComparison(
                InventedRuns.of("a", ITEMS, 1).side(),
                InventedRuns.of("b", ITEMS, 2).side(),
                PromptRule.SAME)
            .answers();

    assertThat(report.baseline()).isEqualTo(1);
    compared
        .scores()
        .forEach(
            one ->
                one.answers()
                    .metrics()
                    .forEach(
                        metric -> {
                          Score score = score(report, one.name(), metric.metric().name());
                          assertThat(score.differences().get(1)).isNull();
                          RunReport.Difference difference = score.differences().get(0);
                          assertThat(difference.difference())
                              .isEqualTo(metric.score().difference().mean());
                          assertThat(difference.p()).isEqualTo(metric.score().tally().pValue());
                        }));
    // Another number of documents: which of them are the same is not known.
    assertThat(score(report, "piqa", "acc").differences().get(2)).isNull();
    assertThat(RunPage.of(report))
        .contains("c is not held against the baseline item by item: they read other documents")
        .contains("<h2>Paired differences</h2>");
  }

  /** Each reason is checked against its own definition, on every item. */
  @Test
  void itemsAreListedForTheirReasons() {
    RunReport report = one(new ItemRule(10_000, false));
    ReportedRun run = InventedRuns.of("a", ITEMS, 1);

    int wrong = 0;
    int unsure = 0;
    for (ScoredTask task : run.side().scores().tasks()) {
      for (AnsweredItem item : task.items()) {
        if (item.response() instanceof Response.Choices choices) {
          double[] shares = ItemLists.shares(choices.choices());
          assertThat(shares[0] + shares[1] + shares[2]).isCloseTo(1, within(1e-12));
          int picked = shares[1] > shares[0] ? 1 : 0;
          picked = shares[2] > shares[picked] ? 2 : picked;
          double[] sorted = shares.clone();
          Arrays.sort(sorted);
          double lead = sorted[2] - sorted[1];
          boolean right = picked == item.docId() % 3;
          wrong += !right && lead >= 0.5 ? 1 : 0;
          unsure += right && lead < 0.1 ? 1 : 0;
        }
      }
    }
    assertThat(list(report, ItemReason.WRONG_AND_CONFIDENT).found()).isEqualTo(wrong).isPositive();
    assertThat(list(report, ItemReason.RIGHT_AND_UNSURE).found()).isEqualTo(unsure).isPositive();
    assertThat(list(report, ItemReason.WRONG_AND_CONFIDENT).items())
        .extracting(Item::lead)
        .isSortedAccordingTo((a, b) -> Double.compare(b, a));
    assertThat(list(report, ItemReason.RIGHT_AND_UNSURE).items()).extracting(Item::lead).isSorted();
    assertThat(list(report, ItemReason.FAILED).items()).extracting(Item::docId).containsOnly(3);
    assertThat(list(report, ItemReason.TIE).items()).extracting(Item::docId).contains(4);
    assertThat(list(report, ItemReason.TRUNCATED).items()).extracting(Item::docId).containsOnly(5);
    assertThat(list(report, ItemReason.CUT_TEXT).items())
        .extracting(Item::task, Item::docId)
        .containsExactly(tuple("gsm8k", 1));
    double exact = score(report, "gsm8k", "exact_match").values().get(0).value();
    assertThat(list(report, ItemReason.WRONG_TEXT).found())
        .isEqualTo((int) Math.round((1 - exact) * ITEMS));
  }

  private static ItemList list(RunReport report, ItemReason reason) {
    return report.items().stream()
        .filter(list -> list.reason() == reason)
        .findFirst()
        .orElseThrow();
  }

  @Test
  void textsStandThereOnlyWhereTheyAreAskedForAndNeverAct() {
    String without = RunPage.of(one(RULE));
    RunReport shown =
        one(new ItemRule(100, true))
            .withPrompts(0, Map.of(new ItemKey("gsm8k", 0), "Q ".repeat(50_000) + "the question"));
    String with = RunPage.of(shown);

    assertThat(without).doesNotContain("word word", "It wrote").contains("--show_prompts");
    assertThat(with)
        .contains("&lt;/script&gt;&lt;img src=x onerror=alert(1)&gt;")
        .contains("<span class=\"mark\">U+202E</span>gnp.exe <span class=\"mark\">U+0000</span>")
        .contains("Cut: 2,000 of 100,000 code points are shown.", "the question</div>")
        .contains("Cut: 2,000 of 100,012 code points are shown.")
        .contains("a: prompts; the run was evaluated without --write_prompts.");
    for (String page : List.of(without, with)) {
      assertThat(page)
          .doesNotContain("<img", "\u202e", "\u0000", "http:", "https:", ">NaN", "Infinity");
      assertThat(StandardCharsets.UTF_8.newEncoder().canEncode(page)).isTrue();
    }
  }

  @Test
  void manyItemsAreCappedAndCounted() {
    RunReport report =
        RunReports.of(List.of(InventedRuns.of("a", 4000, 1)), 0, new ItemRule(50, true));
    String page = RunPage.of(report);

    assertThat(page.length()).isLessThan(1_000_000);
    assertThat(page).contains("Not all of them are below (--items N has more of each)");
    assertThat(Pattern.compile("<article class=\"entry\"").matcher(page).results().count())
        .isEqualTo(report.items().stream().mapToLong(list -> list.items().size()).sum());
    assertThat(report.items()).allMatch(list -> list.items().size() <= 50);
    assertThat(list(report, ItemReason.WRONG_TEXT).found()).isGreaterThan(1000);
  }

  @Test
  void theJsonHasNullWhereThereIsNoNumber() throws IOException {
    JsonNode json = new ObjectMapper().readTree(RunReportJson.of(three()));

    assertThat(json.at("/baseline").intValue()).isEqualTo(1);
    assertThat(json.at("/items/0/reason").textValue()).isEqualTo("wrong_and_confident");
    assertThat(json.at("/scores/0/values")).hasSize(3);
    JsonNode failed =
        json.get("items").findParents("reason").stream()
            .filter(list -> list.get("reason").textValue().equals("failed"))
            .findFirst()
            .orElseThrow();
    assertThat(failed.at("/items/0/probability").isNull()).isTrue();
    assertThat(failed.at("/items/0/error").textValue()).startsWith("too_long: ");
  }
}
