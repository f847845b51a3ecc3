package dev.assay.eval.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.core.error.AssayException;
import dev.assay.core.error.ErrorKind;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A generation task's file is read as it is meant, or not at all. */
class GenerationTaskFileTest {
  private static final String NQ_OPEN = TaskFiles.resource("nq_open.yaml");

  private static GenerationTask read(String text) {
    return TaskFiles.parse("nq_open.yaml", text, GenerationTask.class);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "until: [ | stop: [ | key 'until' is missing",
        "function: remove_whitespace | function: strip | function",
        "{function: remove_whitespace} | {function: remove_whitespace, pattern: x} | belong to the function regex",
        "{function: remove_whitespace} | {function: regex} | key 'pattern' is missing",
        "metric: exact_match | metric: inst_level_loose_acc | does not give the metric inst_level_loose_acc",
        "exact_match: | program: {after: x}@  exact_match: | give one of",
        "answer_column: answer | target_delimiter: ' ' | needs an 'answer' or 'answer_column'",
        "split: train | split: shots | says nothing of the split 'shots'",
        "do_sample: false | do_sample: true | 'temperature' is 0.0",
      })
  void aFileThatSaysTooLittleOrTooMuchIsRefused(String old, String replaced, String message) {
    String changed = NQ_OPEN.replace(old, replaced.replace("@", "\n"));
    assertThat(changed).isNotEqualTo(NQ_OPEN);
    assertThatThrownBy(() -> read(changed))
        .isInstanceOfSatisfying(
            AssayException.class, e -> assertThat(e.kind()).isEqualTo(ErrorKind.USAGE))
        .hasMessageContaining(message);
  }

  @Test
  void theFingerprintIsOfTheWholeDefinition() {
    assertThat(read(NQ_OPEN + "\n# Said again.\n").fingerprint())
        .isEqualTo(read(NQ_OPEN).fingerprint());
    assertThat(read(NQ_OPEN.replace("ignore_case: true", "ignore_case: false")).fingerprint())
        .isNotEqualTo(read(NQ_OPEN).fingerprint());
  }

  @Test
  void tasksAreSelectedByNameAndGlobWithTheirShots() {
    assertThat(
            TaskCatalog.standard().selectGeneration(List.of("gsm8k", "*qa@3"), OptionalInt.empty()))
        .extracting(task -> task.definition().name() + "@" + task.shots())
        .containsExactly("gsm8k@5", "triviaqa@3");
  }

  @Test
  void tasksOfBothKindsAreSelectedTogetherAndToldApart() {
    List<String> names = List.of("piqa", "gsm8k@0", "mmlu_anatomy");
    TaskCatalog catalog = TaskCatalog.standard();
    assertThat(catalog.selectGeneration(names, OptionalInt.of(3)))
        .extracting(task -> task.definition().name() + "@" + task.shots())
        .containsExactly("gsm8k@0");
    assertThat(catalog.select(names, OptionalInt.of(3)))
        .extracting(task -> task.definition().name() + "@" + task.shots())
        .containsExactly("piqa@3", "mmlu_anatomy@3");
    assertThatThrownBy(() -> catalog.selectGeneration(List.of("gsm8kk"), OptionalInt.empty()))
        .isInstanceOf(AssayException.class)
        .hasMessageContaining("did you mean 'gsm8k'");
  }
}
