package dev.assay.eval.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.core.error.AssayException;
import dev.assay.core.error.ErrorKind;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A task file is read as it is meant, or not at all. */
class TaskFilesTest {

  @ParameterizedTest
  @CsvSource({
    "name: colours, colour: red, colour",
    "dataset: someone/colours, data_set: x, data_set",
    "question: \"{{question}} ->\", questoin: x, questoin",
    "default_shots: 2, shots: 3, shots",
    "template: \"{{label}}\", as: integer, as"
  })
  void anUnknownKeyIsNamed(String beside, String added, String key) {
    assertRefused(TaskTexts.COMPLETE.replaceFirst(at(beside), "$1$2$3\n$1" + added), key);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "name: colours",
        "version: \"1.0\"",
        "dataset: someone/colours",
        "licence: MIT",
        "homepage: https://example.org",
        "evaluated: test",
        "question: \"{{question}} ->\"",
        "target: gold",
        "split: dev",
        "sampler: first_n",
        "excludes_question: false",
        "default_shots: 2"
      })
  void aMissingKeyIsNamed(String line) {
    String without = TaskTexts.COMPLETE.replaceFirst(at(line) + "\n", "");
    assertThat(without).isNotEqualTo(TaskTexts.COMPLETE);
    assertRefused(without, line.substring(0, line.indexOf(':')));
  }

  @ParameterizedTest
  @ValueSource(strings = {"source", "prompt", "few_shot", "metrics"})
  void aMissingPartIsNamed(String part) {
    String without = TaskTexts.COMPLETE.replaceFirst("(?m)^" + part + ":\n(  .*\n)+", "");
    assertThat(without).isNotEqualTo(TaskTexts.COMPLETE);
    assertRefused(without, part);
  }

  @ParameterizedTest
  @ValueSource(strings = {"name: colours", "licence: MIT", "target: gold", "default_shots: 2"})
  void aRepeatedKeyIsNamed(String line) {
    assertRefused(
        TaskTexts.COMPLETE.replaceFirst(at(line), "$1$2$3\n$1$2"),
        line.substring(0, line.indexOf(':')));
  }

  @ParameterizedTest
  @CsvSource({
    "metric: acc_norm, metric: accuracy, accuracy",
    "metric: acc_norm, metric: 1, metric",
    "sampler: first_n, sampler: last_n, last_n",
    "default_shots: 2, default_shots: many, many",
    "default_shots: 2, default_shots: 2.5, 2.5",
    "default_shots: 2, default_shots: -1, default_shots",
    "excludes_question: false, excludes_question: maybe, maybe",
    "'metric: acc_norm, higher_is_better: true', metric: acc_norm, higher_is_better",
    "'label_column: label}', 'label_column: label, lable: x}', lable",
    "'metric: acc_norm, ', 'metric: acc_norm, weight: 1, ', weight",
    "type: integer, type: number, number",
    "split: dev, split: train, train",
    "evaluated: test, evaluated: validation, validation",
    "'labels: colours/bare.lst, ', '', label_column"
  })
  void aValueThatDoesNotFitIsNamed(String value, String wrong, String named) {
    String text = TaskTexts.COMPLETE.replace(value, wrong);
    assertThat(text).isNotEqualTo(TaskTexts.COMPLETE);
    assertRefused(text, named);
  }

  @Test
  void choicesComeFromOnePlace() {
    String both = TaskTexts.COMPLETE.replace("target: gold", "target: gold\n  choices: [A, B]");
    assertRefused(both, "choice_column");
    assertRefused(TaskTexts.COMPLETE.replaceFirst(" *choice_column: answers\n", ""), "choices");
  }

  @Test
  void aSecondDocumentIsNotIgnored() {
    assertRefused(TaskTexts.COMPLETE + "---\nname: other\n", "test.yaml");
  }

  @Test
  void whatIsNotYamlIsRefusedWithItsPlace() {
    assertRefused("name: [colours\nversion: 1\n", "line");
    assertRefused("", "test.yaml");
  }

  @Test
  void aFileLikeAnotherSaysOnlyWhatDiffers() {
    TaskDefinition task =
        TaskTexts.parse(
            "like: piqa.yaml\nname: goals\nversion: '3'\nmetrics: [{metric: acc, higher_is_better: true}]\n");
    TaskDefinition piqa = TaskFiles.task("piqa.yaml", TaskFiles.resource("piqa.yaml"));
    assertThat(task)
        .isEqualTo(
            new TaskDefinition(
                "goals",
                null,
                "3",
                List.of(),
                piqa.source(),
                piqa.prompt(),
                piqa.fewShot(),
                List.of(new MetricDefinition(Metric.ACC, true))));
  }

  @Test
  void aFileLikeAnotherIsReadAsStrictly() {
    assertRefused("like: piqa.yaml\nnames: goals\n", "names");
    assertRefused("like: piqa.yaml\nprompt: {target: label}\n", "question");
  }

  private static String at(String line) {
    return "(?m)^([ -]*)(\\Q" + line + "\\E)()$";
  }

  private static void assertRefused(String text, String named) {
    assertThatThrownBy(() -> TaskTexts.parse(text))
        .isInstanceOfSatisfying(
            AssayException.class, e -> assertThat(e.kind()).isEqualTo(ErrorKind.USAGE))
        .hasMessageContaining("test.yaml")
        .hasMessageContaining(named);
  }
}
