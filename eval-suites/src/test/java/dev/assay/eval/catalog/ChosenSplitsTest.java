package dev.assay.eval.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.core.error.AssayException;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChosenSplitsTest {
  private static final Selection SELECTED =
      TaskCatalog.standard().select(List.of("arc_easy", "openbookqa", "piqa"), OptionalInt.empty());

  private static List<SelectedTask> chosen(String... texts) {
    return ChosenSplits.parse(List.of(texts)).of(SELECTED).tasks();
  }

  @Test
  void aChosenSplitIsPartOfATasksIdentity() {
    List<SelectedTask> chosen = chosen("validation");
    SelectedTask arc = chosen.get(0);
    assertThat(arc.task().split()).isEqualTo("validation");
    assertThat(arc.task().name()).isEqualTo("arc_easy");
    assertThat(arc.task().alias()).isEqualTo("arc_easy[validation]");
    assertThat(arc.task().fingerprint()).isNotEqualTo(SELECTED.tasks().get(0).task().fingerprint());
    assertThat(arc.chosenSplit()).isEqualTo("validation");
    assertThat(chosen.get(2)).as("its own split").isEqualTo(SELECTED.tasks().get(2));
  }

  @Test
  void oneTaskIsChosenAndTheOthersStay() {
    List<SelectedTask> chosen = chosen("openbookqa=validation");
    assertThat(chosen.get(0)).isEqualTo(SELECTED.tasks().get(0));
    assertThat(chosen.get(1).task().split()).isEqualTo("validation");
    assertThat(chosen()).isEqualTo(SELECTED.tasks());
  }

  /** Where examples come from the split that is evaluated now, none is the question itself. */
  @Test
  void aQuestionIsNeverItsOwnExample() {
    assertThat(chosen("validation").get(0).task().fewShot().excludesQuestion()).isFalse();
    assertThat(chosen("train").get(0).task().fewShot().excludesQuestion()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"arc_easy=", "=validation", "", "arc_eazy=validation"})
  void whatChoosesNothingIsRefused(String text) {
    assertThatThrownBy(() -> chosen(text)).isInstanceOf(AssayException.class);
  }

  @Test
  void twoSplitsOfOneTaskAreRefused() {
    assertThatThrownBy(() -> chosen("piqa=train", "piqa=test"))
        .isInstanceOf(AssayException.class)
        .hasMessageContaining("train");
  }
}
