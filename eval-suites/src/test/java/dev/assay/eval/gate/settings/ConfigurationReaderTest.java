package dev.assay.eval.gate.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.core.error.AssayException;
import dev.assay.core.error.ErrorKind;
import dev.assay.eval.gate.evidence.Correction;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConfigurationReaderTest {
  private static final String WHOLE =
      """
      name: nightly-recurrentgemma-2b
      model: ${MODELS}/recurrentgemma-2b-it
      data: /data/benchmarks
      tasks: mmlu,hellaswag, piqa
      evaluate: {limit: null, quantize: none, apply_chat_template: false}
      output: /shared/results
      history: /shared/regress
      baseline: tag:release-1.2
      first_run: fail
      alpha: ${ALPHA}
      correction: bh
      seed: 99
      resamples: 2000
      defaults: {mode: detect, min_effect: 0.02, accept: [prompt]}
      lines:
        - {task: mmlu, metric: acc, min_effect: 0.005}
        - {task: mmlu_*, metric: acc, informative: true}
        - {task: gsm8k, metric: exact_match, filter: strict-match, min_relative_change: 0.1}
        - {task: xstest, metric: over_refusal, two_sided: true, subset: category=homonyms}
        - {task: winogender, metric: acc, mode: non_inferior, cluster: template}
        - {task: hellaswag, mode: identical, tolerance: 0}
        - {task: piqa, metric: acc, mode: absolute, threshold: 0.7, evidence: lower}
      on: {suspicious: fail, not_comparable: warn}
      max_failed: 3
      reports: {directory: /shared/reports, formats: [md, junit]}
      mlflow: {uri: "http://mlflow:5000"}
      """;

  private static final Map<String, String> ENVIRONMENT =
      Map.of("MODELS", "/models", "ALPHA", "0.01");

  private static GateConfiguration read(String text, String... settings) {
    return ConfigurationReader.read("gate.yaml", text, List.of(settings), ENVIRONMENT::get);
  }

  @Test
  void aFileIsReadWhole() {
    GateConfiguration gate = read(WHOLE);
    assertThat(gate.evaluation().model()).contains("/models/recurrentgemma-2b-it");
    assertThat(gate.evaluation().tasks()).containsExactly("mmlu", "hellaswag", "piqa");
    assertThat(gate.evaluation().options())
        .containsOnlyKeys("limit", "quantize", "apply_chat_template");
    assertThat(gate.baseline()).isEqualTo(new BaselineChoice.Tagged("release-1.2"));
    assertThat(gate.firstRun()).isEqualTo(FirstRun.FAIL);
    assertThat(gate.level().alpha()).isEqualTo(0.01);
    assertThat(gate.level().seed()).isEqualTo(99);
    assertThat(gate.level().resamples()).isEqualTo(2000);
    assertThat(gate.correction()).isEqualTo(Correction.BH);
    assertThat(gate.on(LineStatus.SUSPICIOUS)).isEqualTo(Consequence.FAIL);
    assertThat(gate.on(LineStatus.NOT_COMPARABLE)).isEqualTo(Consequence.WARN);
    assertThat(gate.on(LineStatus.REGRESSED)).isEqualTo(Consequence.FAIL);
    assertThat(gate.on(LineStatus.IMPROVED)).isEqualTo(Consequence.IGNORE);
    assertThat(gate.maxFailed().value()).isEqualTo(3);
    assertThat(gate.reports().orElseThrow().formats())
        .containsExactly(ReportSettings.Format.MD, ReportSettings.Format.JUNIT);
    assertThat(gate.mlflow()).contains(new MlflowSettings("http://mlflow:5000", "assay"));
    // What the environment holds is no part of what is kept.
    assertThat(gate.text()).contains("${MODELS}").doesNotContain("/models/");
    List<LineDefinition> lines = gate.lines();
    assertThat(lines.get(0).mode())
        .isEqualTo(new LineMode.Detect(new LineMode.Effect(0.005, false), false, 1));
    assertThat(lines.get(0).accept()).containsExactly(RunDifference.PROMPT);
    assertThat(lines.get(1).isPattern()).isTrue();
    assertThat(lines.get(1).informative()).isTrue();
    assertThat(lines.get(2).mode())
        .isEqualTo(new LineMode.Detect(new LineMode.Effect(0.1, true), false, 1));
    assertThat(lines.get(2).filter()).contains("strict-match");
    assertThat(lines.get(3).subset()).contains(new LineDefinition.Subset("category", "homonyms"));
    assertThat(lines.get(4).cluster()).contains("template");
    assertThat(lines.get(5).mode()).isEqualTo(new LineMode.Identical(0));
    assertThat(lines.get(6).mode()).isInstanceOf(LineMode.Absolute.class);
  }

  @Test
  void whatIsSetBesideTheFileBeatsIt() {
    GateConfiguration gate =
        read(WHOLE, "lines.0.min_effect=0.03", "alpha=0.1", "on.changed=warn", "candidate=r1");
    assertThat(gate.lines().get(0).mode())
        .isEqualTo(new LineMode.Detect(new LineMode.Effect(0.03, false), false, 1));
    assertThat(gate.level().alpha()).isEqualTo(0.1);
    assertThat(gate.on(LineStatus.CHANGED)).isEqualTo(Consequence.WARN);
    assertThat(gate.evaluation().candidate()).contains("r1");
    assertThat(gate.text()).contains("# set: lines.0.min_effect=0.03 alpha=0.1");
    assertThatThrownBy(() -> read(WHOLE, "lines.9.min_effect=0.03"))
        .hasMessageContaining("'9' is no element of a list of 7");
    assertThatThrownBy(() -> read(WHOLE, "lines.0.min_efect=0.03"))
        .hasMessageContaining("did you mean 'min_effect'?");
    assertThatThrownBy(() -> read(WHOLE, "alpha")).hasMessageContaining("it sets nothing");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          alpha: ${ALPHA}     | alpah: 0.05                | gate.yaml:10: a gate has no key 'alpah'. did you mean 'alpha'?
          min_effect: 0.005   | min_efect: 0.005           | did you mean 'min_effect'?
          first_run: fail     | first_run: fial            | gate.yaml:9: 'first_run' is 'fial'. did you mean 'fail'?
          tag:release-1.2     | yesterday                  | 'baseline' is 'yesterday'. give one of pinned, latest-passed
          ${ALPHA}            | ${BETA}                    | gate.yaml:10: the environment has no variable BETA
          ${ALPHA}            | much                       | 'alpha' is 'much'. give a number
          ${ALPHA}            | 0.7                        | 'alpha' is 0.7. give a number from
          tolerance: 0        | two_sided: true            | 'two_sided' means nothing in mode identical
          threshold: 0.7      | informative: false         | is absolute, and there is no limit
          category=homonyms   | homonyms                   | write TRAIT=VALUE
          suspicious: fail    | improved: fail             | on has no key 'improved'
          formats: [md, junit]| formats: [md, xml]         | 'formats' is 'xml'
          name: nightly-recurrentgemma-2b | name: a/b                  | use letters, digits
          threshold: 0.7      | threshold: 0.7, max: 1     | stands beside min or max
          history: /shared    | data2: /shared             | a gate has no key 'data2'
          """)
  void whatCannotBeUsedIsNamedWithItsPlace(String from, String to, String message) {
    assertThatThrownBy(() -> read(WHOLE.replace(from.strip(), to.strip())))
        .isInstanceOfSatisfying(
            AssayException.class, e -> assertThat(e.kind()).isEqualTo(ErrorKind.USAGE))
        .hasMessageContaining(message.strip());
  }

  @Test
  void whatIsNoYamlIsNamedWithItsPlace() {
    assertThatThrownBy(() -> read("name: [a\nlines: {"))
        .isInstanceOf(AssayException.class)
        .hasMessageContaining("gate.yaml:");
    assertThatThrownBy(() -> read("- a\n- b\n"))
        .isInstanceOf(AssayException.class)
        .hasMessageContaining("a gate has to be a mapping");
    assertThatThrownBy(() -> read("name: x\ncandidate: r\noutput: o\nhistory: h\nlines: []\n"))
        .isInstanceOf(AssayException.class)
        .hasMessageContaining("has no line");
  }

  @Test
  void whatIsMeasuredBesideTheRunsIsAbsolute() {
    assertThat(outside("task: side:mt-bench, judge: models/j, min: 0.45, evidence: lower"))
        .contains(new Outside.SideBySide("mt-bench", "models/j", "pair-1", false));
    assertThat(
            outside(
                "task: side:mine, metric: rate, judge: j, judge_prompt: verdict-1, same_judge: true,"
                    + " min: 0.4"))
        .contains(new Outside.SideBySide("mine", "j", "verdict-1", true));
    assertThat(outside("task: speed:prefill, metric: tokens_per_second, min: 900"))
        .contains(new Outside.Speed(Outside.Step.PREFILL));
    assertThat(outside("task: mmlu, min: 0.4")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          task: side:mt-bench, min: 0.4                             | there is no key 'judge'
          task: side:mt-bench, judge: j, min: 0.4, metric: acc      | 'metric' is 'acc'. give rate
          task: side:mt-bench, judge: j, min: 0.4, cluster: x       | 'cluster' means nothing of side:mt-bench
          task: speed:prefil, min: 9                                | did you mean 'prefill'?
          task: speed:prefill, min: 9, evidence: lower              | 'evidence' means nothing of speed:prefill
          task: mmlu, judge: j, min: 0.4                            | 'judge' means nothing of mmlu
          task: speed:prefill, same_judge: true, min: 9             | 'same_judge' means nothing of speed:prefill
          """)
  void whatMeansNothingBesideTheRunsIsRefused(String line, String message) {
    assertThatThrownBy(() -> outside(line)).hasMessageContaining(message);
  }

  @Test
  void whatIsMeasuredBesideTheRunsDetectsNothing() {
    assertThatThrownBy(
            () ->
                read(
                    "name: x\ncandidate: r\noutput: o\nhistory: h\nlines:\n"
                        + "  - {task: side:set, judge: j}\n"))
        .hasMessageContaining("'mode' is detect. lines of side:set are absolute");
  }

  private static Optional<Outside> outside(String line) {
    String head = "name: x\ncandidate: r\noutput: o\nhistory: h\nlines:\n";
    return read(head + "  - {" + line + ", mode: absolute}\n").lines().get(0).outside();
  }
}
