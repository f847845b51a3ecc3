package dev.assay.eval.prompt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.core.error.AssayException;
import dev.assay.core.error.ErrorKind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A count or a share, as the reference harness reads --limit. */
class DocumentLimitTest {

  @ParameterizedTest
  @CsvSource({
    "10, 1838, 10",
    "10, 4, 4",
    "10.9, 1838, 10",
    "1, 1838, 1",
    "1.0, 1838, 1",
    "0.5, 5, 3",
    "0.1, 1838, 184",
    "0.0001, 1838, 1",
    "0.999, 100, 100",
    " 7 , 10, 7",
    "100000000000, 10, 10",
    "0.5, 0, 0"
  })
  void selectsTheFirst(String text, int documents, int selected) {
    assertThat(DocumentLimit.parse(text).of(documents)).isEqualTo(selected);
  }

  @Test
  void allSelectsAll() {
    assertThat(DocumentLimit.all().of(14_042)).isEqualTo(14_042);
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "-1", "NaN", "", "ten", "10%"})
  void whatSelectsNothingIsRefused(String text) {
    assertThatThrownBy(() -> DocumentLimit.parse(text))
        .isInstanceOfSatisfying(
            AssayException.class, e -> assertThat(e.kind()).isEqualTo(ErrorKind.USAGE))
        .hasMessageContaining("a limit is a count of documents, or a share of them below 1");
  }
}
