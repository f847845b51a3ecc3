package dev.assay.eval.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.assay.core.error.AssayException;
import dev.assay.eval.comparison.ComparedSide;
import dev.assay.eval.gate.GateLine.ItemName;
import dev.assay.eval.gate.settings.ConfigurationReader;
import dev.assay.eval.gate.settings.GateConfiguration;
import dev.assay.eval.gate.settings.LineStatus;
import dev.assay.eval.metric.ItemValue;
import dev.assay.eval.metric.MetricDefinition;
import dev.assay.eval.run.TaskSpecification;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What gates say of invented runs. */
class GateTest {
  private static final MetricDefinition TOXICITY =
      new MetricDefinition("toxicity", "mean", false, Map.of());

  static GateConfiguration configuration(String... lines) {
    return ConfigurationReader.read(
        "gate.yaml",
        "name: test\ncandidate: rc\noutput: results\nhistory: regress\nalpha: 0.05\nlines:\n"
            + String.join("", List.of(lines).stream().map(line -> "  - " + line + "\n").toList()),
        List.of(),
        name -> null);
  }

  static GateVerdict decide(ComparedSide candidate, ComparedSide baseline, String... lines) {
    return new Gate(configuration(lines), EarlierLines.NONE)
        .decide(candidate, Optional.of(baseline));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{task: quiz, metric: acc, mode: detect, min_effect: 0}",
        "{task: quiz, metric: acc, mode: detect, two_sided: true, min_effect: 0.001}",
        "{task: quiz, metric: acc, mode: non_inferior, min_effect: 0.001}",
        "{task: quiz, mode: identical}",
        "{task: quiz, metric: acc, mode: absolute, min: 0.4}",
        "{task: text, metric: toxicity, mode: detect, min_effect: 0.001}",
        "{task: text, metric: toxicity, mode: non_inferior, min_effect: 0.001}"
      })
  void aRunEqualsItself(String line) {
    Random random = new Random(1);
    ComparedSide run =
        new InventedRun("rc")
            .accuracy("quiz", InventedRun.right(200, 50, 0, true))
            .values("text", TOXICITY, 100, i -> new ItemValue.Number(random.nextDouble()))
            .side();
    GateVerdict verdict = decide(run, run, line);
    assertThat(verdict.lines().get(0).status()).isEqualTo(LineStatus.OK);
    assertThat(verdict.status()).isEqualTo(GateStatus.PASSED);
    assertThat(verdict.lines().get(0).worse()).isEmpty();
  }

  /** k items of n become wrong, where both were alike: the test says 2^−k, the effect k/n. */
  @ParameterizedTest
  @CsvSource({
    "100, 0.01, 0.05", "100, 0.10, 0.05", "300, 0.02, 0.01", "1000, 0.005, 0.05",
        "1000, 0.02, 0.05",
    "50, 0, 0.05", "450, 0.02, 0.001", "2000, 0.001, 0.01", "37, 0.1, 0.1", "720, 0.0125, 0.05"
  })
  void theFewestFlippedItemsThatFailAreThoseOfTheFormula(int items, double effect, double alpha) {
    int formula =
        (int) Math.max(Math.ceil(-Math.log(alpha) / Math.log(2)), Math.ceil(items * effect - 1e-9));
    GateConfiguration configuration =
        configuration("{task: quiz, metric: acc, min_effect: " + effect + "}");
    GateConfiguration atAlpha =
        ConfigurationReader.read(
            "gate.yaml", configuration.text(), List.of("alpha=" + alpha), name -> null);
    ComparedSide baseline = InventedRun.of("rb", "quiz", InventedRun.right(items, 0, 0, true));
    int fewest = 0;
    for (int k = 1; fewest == 0; k++) {
      boolean[] right = InventedRun.right(items, 0, 0, true);
      for (int i = 0; i < k; i++) {
        right[i] = false;
      }
      ComparedSide candidate = InventedRun.of("rc", "quiz", right);
      GateVerdict verdict =
          new Gate(atAlpha, EarlierLines.NONE).decide(candidate, Optional.of(baseline));
      if (verdict.status() == GateStatus.REGRESSED) {
        fewest = k;
        assertThat(verdict.lines().get(0).worse())
            .hasSize(Math.min(k, MeasuredLine.MOST_NAMED))
            .startsWith(new ItemName("quiz", 0));
      }
    }
    assertThat(fewest).isEqualTo(formula);
  }

  @Test
  void theOrderOfRowsDoesNotMatterToTheBit() {
    Random random = new Random(7);
    Map<Integer, Map<String, String>> traits = new HashMap<>();
    for (int i = 0; i < 90; i++) {
      traits.put(i, Map.of("template", "t" + i / 2));
    }
    UnaryOperator<InventedRun> fill =
        run ->
            run.values("text", TOXICITY, 60, i -> new ItemValue.Number(random.nextDouble() / 3))
                .task(
                    InventedRun.specification("pairs", "1", "data", InventedRun.ACC),
                    90,
                    i -> new ItemValue.Number(random.nextInt(2)),
                    i -> "p",
                    traits)
                .values(
                    "ratio",
                    new MetricDefinition("bpb", "bits_per_byte", false, Map.of()),
                    40,
                    i -> new ItemValue.Weighted(-random.nextDouble() * 90, 10 + i));
    InventedRun candidate = fill.apply(new InventedRun("rc"));
    InventedRun baseline = fill.apply(new InventedRun("rb"));
    String[] lines = {
      "{task: text, metric: toxicity}",
      "{task: pairs, metric: acc, cluster: template}",
      "{task: ratio, metric: bpb}"
    };
    List<GateLine> expected = decide(candidate.side(), baseline.side(), lines).lines();
    for (int seed = 0; seed < 3; seed++) {
      assertThat(decide(candidate.shuffled(seed), baseline.shuffled(seed + 9), lines).lines())
          .isEqualTo(expected);
    }
    assertThat(expected.get(1).evidence().orElseThrow().clusters()).isEqualTo(45);
  }

  /** Twelve wins of four tasks are four, not twelve: 1/16, where runs pooled would say 1/4096. */
  @Test
  void repeatedRunsOfOneTaskAreOneCluster() {
    Map<Integer, Map<String, String>> traits = new HashMap<>();
    for (int i = 0; i < 12; i++) {
      traits.put(i, Map.of("scenario", "s" + i / 3));
    }
    TaskSpecification task = InventedRun.specification("skills", "1", "data", InventedRun.ACC);
    ComparedSide candidate =
        new InventedRun("rc").task(task, 12, i -> new ItemValue.Number(0), i -> "p", traits).side();
    ComparedSide baseline =
        new InventedRun("rb").task(task, 12, i -> new ItemValue.Number(1), i -> "p", traits).side();
    GateVerdict verdict =
        decide(candidate, baseline, "{task: skills, metric: acc, cluster: scenario}");
    assertThat(verdict.lines().get(0).evidence().orElseThrow().worse()).isEqualTo(1.0 / 16);
    assertThat(verdict.lines().get(0).status()).isEqualTo(LineStatus.SUSPICIOUS);
  }

  @Test
  void aGroupAndItsPartsAreNeverBothInTheFamily() {
    InventedRun candidate = new InventedRun("rc").group("all", "one", "two");
    InventedRun baseline = new InventedRun("rb").group("all", "one", "two");
    for (String task : List.of("one", "two")) {
      candidate.accuracy(task, InventedRun.right(200, 0, 9, true));
      baseline.accuracy(task, InventedRun.right(200, 0, 9, false));
    }
    GateVerdict verdict =
        decide(
            candidate.side(),
            baseline.side(),
            "{task: all, metric: acc}",
            "{task: one, metric: acc}",
            "{task: \"t?o*\", metric: acc, informative: true}");
    assertThat(verdict.lines()).hasSize(3);
    GateLine all = verdict.lines().get(0);
    assertThat(all.items()).isEqualTo(400);
    assertThat(all.adjusted()).isCloseTo(Math.pow(2, -18), within(1e-15));
    assertThat(verdict.lines().get(1).informative()).isTrue();
    assertThat(verdict.lines().get(1).reason()).isEqualTo("part of all");
    // Two of a family of information, by Benjamini and Hochberg.
    assertThat(verdict.lines().get(1).adjusted()).isCloseTo(Math.pow(2, -9), within(1e-15));
    assertThat(verdict.count(LineStatus.REGRESSED)).isEqualTo(1);
  }

  @Test
  void improvementIsNewsWhereItIsAsked() {
    ComparedSide candidate = InventedRun.of("rc", "quiz", InventedRun.right(200, 20, 0, true));
    ComparedSide baseline = InventedRun.of("rb", "quiz", InventedRun.right(200, 20, 0, false));
    assertThat(decide(candidate, baseline, "{task: quiz, metric: acc}").lines().get(0).status())
        .isEqualTo(LineStatus.IMPROVED);
    GateVerdict changed = decide(candidate, baseline, "{task: quiz, metric: acc, two_sided: true}");
    assertThat(changed.lines().get(0).status()).isEqualTo(LineStatus.CHANGED);
    assertThat(changed.status().exitCode()).isEqualTo(10);
  }

  @Test
  void regressedTwiceInARowWhereItIsAsked() {
    ComparedSide candidate = InventedRun.of("rc", "quiz", InventedRun.right(200, 0, 20, true));
    ComparedSide baseline = InventedRun.of("rb", "quiz", InventedRun.right(200, 0, 20, false));
    GateConfiguration configuration = configuration("{task: quiz, metric: acc, confirm: 2}");
    GateLine first =
        new Gate(configuration, EarlierLines.NONE)
            .decide(candidate, Optional.of(baseline))
            .lines()
            .get(0);
    assertThat(first.status()).isEqualTo(LineStatus.SUSPICIOUS);
    assertThat(EarlierLines.wasWorse(first.status().toString(), first.reason())).isTrue();
    GateLine second =
        new Gate(configuration, line -> 1).decide(candidate, Optional.of(baseline)).lines().get(0);
    assertThat(second.status()).isEqualTo(LineStatus.REGRESSED);
  }

  @Test
  void tooFewItemsForWhatMattersAreNamed() {
    ComparedSide candidate = InventedRun.of("rc", "quiz", InventedRun.right(100, 3, 3, true));
    ComparedSide baseline = InventedRun.of("rb", "quiz", InventedRun.right(100, 3, 3, false));
    GateVerdict warned = decide(candidate, baseline, "{task: quiz, metric: acc, max_mde: 0.01}");
    assertThat(warned.lines().get(0).status()).isEqualTo(LineStatus.UNDERPOWERED);
    assertThat(warned.status()).isEqualTo(GateStatus.PASSED);
    GateConfiguration fails =
        ConfigurationReader.read(
            "gate.yaml",
            configuration("{task: quiz, metric: acc, max_mde: 0.01}").text(),
            List.of("on.underpowered=fail"),
            name -> null);
    assertThat(
            new Gate(fails, EarlierLines.NONE)
                .decide(candidate, Optional.of(baseline))
                .status()
                .exitCode())
        .isEqualTo(11);
  }

  @Test
  void limitsAreHeldByTheValueOrItsBound() {
    ComparedSide run = InventedRun.of("rc", "quiz", InventedRun.right(100, 0, 0, true));
    assertThat(absolute(run, "min: 0.5")).isEqualTo(LineStatus.OK);
    assertThat(absolute(run, "threshold: 0.51")).isEqualTo(LineStatus.REGRESSED);
    assertThat(absolute(run, "threshold: 0.51, greater_is_better: false")).isEqualTo(LineStatus.OK);
    assertThat(absolute(run, "max: 0.49")).isEqualTo(LineStatus.REGRESSED);
    assertThat(absolute(run, "min: 0.45, evidence: lower")).isEqualTo(LineStatus.INCONCLUSIVE);
    assertThat(absolute(run, "min: 0.41, evidence: lower")).isEqualTo(LineStatus.OK);
  }

  /** The baseline is not needed. */
  private static LineStatus absolute(ComparedSide run, String limits) {
    return new Gate(
            configuration("{task: quiz, metric: acc, mode: absolute, " + limits + "}"),
            EarlierLines.NONE)
        .decide(run, Optional.empty())
        .lines()
        .get(0)
        .status();
  }

  @Test
  void whereThereIsNoBaselineTheConfigurationSaysWhat() {
    ComparedSide run = InventedRun.of("rc", "quiz", InventedRun.right(100, 0, 0, true));
    GateConfiguration configuration = configuration("{task: quiz, metric: acc}");
    GateVerdict pinned = new Gate(configuration, EarlierLines.NONE).decide(run, Optional.empty());
    assertThat(pinned.lines().get(0).status()).isEqualTo(LineStatus.NO_BASELINE);
    assertThat(pinned.lines().get(0).candidate()).isEqualTo(0.5);
    assertThat(pinned.status()).isEqualTo(GateStatus.PASSED);
    GateConfiguration fails =
        ConfigurationReader.read(
            "gate.yaml", configuration.text(), List.of("first_run=fail"), name -> null);
    assertThat(new Gate(fails, EarlierLines.NONE).decide(run, Optional.empty()).status().exitCode())
        .isEqualTo(13);
  }

  @Test
  void linesOfNothingAreRefusedWithWhatThereIs() {
    ComparedSide run = InventedRun.of("rc", "quiz", InventedRun.right(10, 0, 0, true));
    assertThatThrownBy(() -> decide(run, run, "{task: quizz, metric: acc}"))
        .isInstanceOf(AssayException.class)
        .hasMessageContaining("did you mean 'quiz'?");
    assertThatThrownBy(() -> decide(run, run, "{task: quiz, metric: acc_norm}"))
        .isInstanceOf(AssayException.class)
        .hasMessageContaining("there is no metric 'acc_norm'");
    assertThatThrownBy(() -> decide(run, run, "{task: \"mmlu_*\", metric: acc}"))
        .isInstanceOf(AssayException.class)
        .hasMessageContaining("it has quiz");
    assertThatThrownBy(
            () -> decide(run, run, "{task: quiz, metric: acc}", "{task: quiz, metric: acc}"))
        .isInstanceOf(AssayException.class)
        .hasMessageContaining("another line is of the same");
  }
}
